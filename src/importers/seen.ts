import { checkpointKey, type Evaluation, type ToldPlace } from "./evaluation.ts";

/** What the logs hold of one benchmark, over all models. */
export interface SeenBenchmark {
  readonly name: string;
  readonly group: string | null;
  readonly score: string;
  readonly scores: readonly string[];
  /** how many items have so many choices: 0 for open answers, null where the log does not tell */
  readonly choices: ReadonlyMap<number | null, number>;
  /** how many models */
  readonly models: ReadonlySet<string>;
  readonly hasConfidence: boolean;
}

/** A model at a stage of training, as the logs name it. */
export interface SeenCheckpoint {
  readonly name: string;
  readonly told: ToldPlace;
}

/** What the logs hold: for the summary, the draft of a map, and the design of the study. */
export interface Seen {
  /** in the order of finding: a name may come more than once, where the log tells its places apart */
  readonly checkpoints: readonly SeenCheckpoint[];
  readonly benchmarks: ReadonlyMap<string, SeenBenchmark>;
  /** rows of items */
  readonly rows: number;
  add(evaluation: Evaluation): void;
}

interface Growing {
  name: string;
  group: string | null;
  score: string;
  scores: readonly string[];
  choices: Map<number | null, number>;
  models: Set<string>;
  hasConfidence: boolean;
}

/** Nothing seen yet. */
export function seen(): Seen {
  const checkpoints = new Map<string, SeenCheckpoint>();
  const benchmarks = new Map<string, Growing>();
  let rows = 0;
  return {
    get checkpoints() {
      return [...checkpoints.values()];
    },
    benchmarks,
    get rows() {
      return rows;
    },
    add(evaluation) {
      const { model, told, benchmark: name, group, score, scores } = evaluation;
      const key = checkpointKey(evaluation);
      if (!checkpoints.has(key)) checkpoints.set(key, { name: model, told });
      let own = benchmarks.get(name);
      if (own === undefined) {
        own = { name, group, score, scores, choices: new Map(), models: new Set(), hasConfidence: false };
        benchmarks.set(name, own);
      }
      own.group ??= group;
      own.models.add(model);
      if (scores.some((other) => !own.scores.includes(other))) own.scores = [...new Set([...own.scores, ...scores])];
      own.hasConfidence ||= evaluation.confidence !== null;
      for (const item of evaluation.items ?? []) {
        rows++;
        own.choices.set(item.choices, (own.choices.get(item.choices) ?? 0) + 1);
        own.hasConfidence ||= item.confidence !== null;
      }
    },
  };
}

/**
 * The number of choices that every item of a benchmark has; null when it varies, when there are none, or when the logs do
 * not tell.
 */
export function commonChoices({ choices }: SeenBenchmark): number | null {
  const [only, ...more] = choices.keys();
  return only === undefined || only === 0 || more.length > 0 ? null : only;
}

/** Accuracy by chance: the mean of 1/choices over the items, to six decimals, 0 for open answers; null when the logs do not tell. */
export function chanceOf({ choices }: SeenBenchmark): number | null {
  if (choices.size === 0 || choices.has(null)) return null;
  let [total, items] = [0, 0];
  for (const [count, own] of choices) {
    items += own;
    total += count === 0 ? 0 : own / count!;
  }
  return Number((total / items).toFixed(6));
}
