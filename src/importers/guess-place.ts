import type { ToldPlace } from "./evaluation.ts";
import { slug } from "./slug.ts";
import { stageOfWord } from "./stage-order.ts";

/** What a model’s name seems to say; null where it says nothing. */
export interface GuessedPlace {
  readonly mixture: string | null;
  readonly scale: string | null;
  readonly seed: number | null;
  readonly stage: string | null;
  /** training step in the name or its revision */
  readonly step: number | null;
}

/**
 * Guesses places from names such as `org/mix-a-150M-seed2-sft@step1000`, for a draft that people then correct: a size
 * (150M, 1.4b) is the scale, `seed2` the seed, a word such as sft or instruct the stage, `step1000` the step; what is left
 * is the mixture, without the words that all models share.
 *
 * @returns one guess per name, in their order
 */
export function guessPlaces(names: readonly string[], told: readonly ToldPlace[]): readonly GuessedPlace[] {
  const read = names.map((name) => words(name));
  const shared = read.length > 1 ? read[0]!.rest.filter((word) => read.every(({ rest }) => rest.includes(word))) : [];
  const seedWords = [...new Set(told.map((says) => says.seed).filter((word) => word !== undefined))].sort();
  const stages = stageIds(told);
  const isNumbered = seedWords.every((word) => /^\d{1,15}$/.test(word));
  return read.map(({ rest, scale, seed, stage, step }, index) => {
    const own = rest.filter((word) => !shared.includes(word));
    const says = told[index] ?? {};
    const left = own.length > 0 ? own : read.length === 1 ? rest : [];
    return {
      mixture:
        says.mixture !== undefined
          ? slug(says.mixture, "mixture")
          : left.length > 0
            ? slug(left.join("-"), "mixture")
            : null,
      scale: says.scale === undefined ? scale : slug(says.scale, "scale"),
      seed: says.seed === undefined ? seed : isNumbered ? Number(says.seed) : seedWords.indexOf(says.seed),
      stage: says.stage === undefined ? stage : stages.get(says.stage)!,
      step,
    };
  });
}

/** Ids for the log’s words for stages: the usual ones, unless two words would then be one stage. */
function stageIds(told: readonly ToldPlace[]): ReadonlyMap<string, string> {
  const all = [...new Set(told.map(({ stage }) => stage).filter((word) => word !== undefined))];
  const usual = all.map((word) => stageOfWord(word) ?? slug(word, "stage"));
  const isApart = new Set(usual).size === all.length;
  return new Map(all.map((word, index) => [word, isApart ? usual[index]! : slug(word, "stage")]));
}

function words(name: string) {
  const found: { scale: string | null; seed: number | null; stage: string | null; step: number | null } = {
    scale: null,
    seed: null,
    stage: null,
    step: null,
  };
  const plain = name
    .replace(/(?:^|[-_./@])(?:seed|s)[-_ =]?(\d{1,9})(?=$|[-_./@])/i, (_, digits: string) => {
      found.seed = Number(digits);
      return "-";
    })
    .replace(
      /(?:^|[-_./@])(?:global_?)?(?:step|checkpoint|ckpt)[-_ =]?(\d{1,12})(?=$|[-_./@])/i,
      (_, digits: string) => {
        found.step = Number(digits);
        return "-";
      },
    );
  const rest: string[] = [];
  for (const word of plain.split(/[^A-Za-z0-9.]+/).filter(Boolean)) {
    const stage = stageOfWord(word);
    if (found.scale === null && /^\d+(\.\d+)?[kmb]$/i.test(word)) found.scale = word.toLowerCase();
    else if (stage !== null && (found.stage === null || found.stage === "pretrain")) found.stage = stage;
    else if (!["hf", "huggingface", "model", "models", "final", "main"].includes(word.toLowerCase())) rest.push(word);
  }
  return { ...found, rest };
}
