import type { Study } from "../study/study.ts";
import { cellKey } from "../study/study.ts";

/** How many models answered an item right at one stage. */
export interface ExampleAnswers {
  readonly stage: string;
  readonly right: number;
  /** models (mixture, scale, seed) that answered it */
  readonly models: number;
}

/** One item as the models were asked it. */
export interface ExampleItem {
  readonly item: string;
  readonly question: string;
  readonly choices: readonly string[];
  /** index into `choices` */
  readonly answer: number;
  /** in training order; stages without answers are left out */
  readonly answers: readonly ExampleAnswers[];
}

/** Example items by benchmark id; only benchmarks whose questions are given. */
export type ExampleItems = Readonly<Record<string, readonly ExampleItem[]>>;

/** How many items of a benchmark are shown. */
const SHOWN = 5;

/**
 * The first items of each benchmark by item id, of different clusters, with how many of all models answered each right at
 * every stage. They are examples, not a sample: nothing is estimated from them.
 */
export function exampleItems(study: Study): ExampleItems {
  const { benchmarks, stages } = study.design;
  const examples: Record<string, readonly ExampleItem[]> = {};
  for (const { id: benchmark } of benchmarks) {
    const chosen = firstOfClusters(study, benchmark);
    if (chosen.length === 0) continue;
    const cells = study.cells.filter((cell) => cell.benchmark === benchmark);
    const source = study.benchmarkItems.get(benchmark)!;
    examples[benchmark] = chosen.map((index) => ({
      item: source.ids[index]!,
      ...source.questions[index]!,
      answers: stages.flatMap(({ id: stage }) => {
        let [right, models] = [0, 0];
        for (const cell of cells) {
          if (cell.stage !== stage) continue;
          const items = study.items.get(cellKey(cell));
          const at = items?.item.indexOf(index) ?? -1;
          if (!items || at < 0) continue;
          models++;
          right += items.correct[at]!;
        }
        return models === 0 ? [] : [{ stage, right, models }];
      }),
    }));
  }
  return examples;
}

/** Indices of the first items that have a question, one of each cluster. */
function firstOfClusters(study: Study, benchmark: string): number[] {
  const source = study.benchmarkItems.get(benchmark);
  const chosen: number[] = [];
  const clusters = new Set<number>();
  for (let k = 0; source && k < source.ids.length && chosen.length < SHOWN; k++) {
    if (source.questions[k] === null || clusters.has(source.cluster[k]!)) continue;
    clusters.add(source.cluster[k]!);
    chosen.push(k);
  }
  return chosen;
}
