import type { Fault } from "../faults.ts";
import type { Evaluation } from "./evaluation.ts";
import { countVariant, here, inFiles, type OddVariant, oddVariant, type Variant } from "./same-for-all.ts";

/** Looks whether every model was asked in the same way: shots and version of a task, and the score that counts as accuracy. */
export function askedAlike() {
  const settings = new Map<string, Variant[]>();
  const scores = new Map<string, Variant[]>();
  const count = (all: Map<string, Variant[]>, words: string, evaluation: Evaluation) => {
    const variants = all.get(evaluation.benchmark) ?? [];
    all.set(evaluation.benchmark, variants);
    countVariant(variants, words, evaluation);
  };
  return {
    add(evaluation: Evaluation): void {
      if (evaluation.settings !== null) count(settings, evaluation.settings, evaluation);
      if (evaluation.scores.length > 0) count(scores, evaluation.score, evaluation);
    },
    /** one for each benchmark and cause: it names the run that is unlike the most */
    faults(): readonly Fault[] {
      return [
        ...oddRuns(settings, (benchmark, { odd, usual }) => ({
          value: `${benchmark} was run with ${odd.words} ${here(odd)}, and with ${usual.words} in ${inFiles(usual)}`,
          expected: "every model asked in the same way",
          todo: "Import only runs of one kind, or write `settings: mixed` in the map if the difference is meant.",
        })),
        ...oddRuns(scores, (benchmark, { odd, usual }) => ({
          value: `the accuracy of ${benchmark} is ${odd.words} ${here(odd)}, and ${usual.words} in ${inFiles(usual)}`,
          expected: "the same score for every model",
          todo: `Choose one that all have in the map: ${JSON.stringify(benchmark)}: {score: ${JSON.stringify(usual.words)}} under \`benchmarks\`.`,
        })),
      ];
    },
  };
}

/** A fault for each benchmark that was not the same for all. */
function oddRuns(
  all: ReadonlyMap<string, readonly Variant[]>,
  tell: (benchmark: string, found: OddVariant) => Pick<Fault, "value" | "expected" | "todo">,
): readonly Fault[] {
  return [...all].flatMap(([benchmark, variants]) => {
    const found = oddVariant(variants);
    return found === null ? [] : [{ file: found.odd.file, ...tell(benchmark, found) }];
  });
}
