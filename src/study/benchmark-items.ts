import type { Declared } from "./declared.ts";
import type { FaultList } from "./fault-list.ts";
import type { ItemIds } from "./item-ids.ts";
import { itemOrder } from "./item-order.ts";
import type { QuestionRow } from "./read-questions.ts";
import type { BenchmarkItems } from "./study.ts";

/** The items of a benchmark, and for each number of `ItemIds` its place among the sorted ids. */
export interface RankedItems {
  readonly items: BenchmarkItems;
  readonly rank: Uint32Array;
}

/** Sorts the items of every benchmark and joins their questions: by the index of the benchmark. */
export function benchmarkItems(
  ids: ReadonlyMap<number, ItemIds>,
  questions: ReadonlyMap<number, ReadonlyMap<string, QuestionRow>>,
  questionsFile: string,
  declared: Declared,
  faults: FaultList,
): ReadonlyMap<number, RankedItems> {
  const benchmarks = new Map<number, RankedItems>();
  for (const [benchmark, own] of ids) {
    if (own.list.length === 0) continue;
    const sorted = itemOrder(own.list);
    const rank = new Uint32Array(sorted.length);
    sorted.forEach((id, place) => {
      rank[own.find(id)] = place;
    });
    const rows = questions.get(benchmark);
    if (rows !== undefined && !sorted.some((id) => rows.has(id))) {
      const [first] = rows;
      faults.add({
        file: questionsFile,
        line: first![1].line,
        value: `none of the ${rows.size} items of ${declared.benchmark.list[benchmark]} is in items/ (here ${first![0]}, there ${sorted[0]})`,
        expected: "the same item ids as in items/",
        todo: "Write the ids as the items have them, or remove these rows.",
      });
    }
    benchmarks.set(benchmark, { rank, items: withQuestions(sorted, rows) });
  }
  return benchmarks;
}

function withQuestions(ids: readonly string[], rows: ReadonlyMap<string, QuestionRow> | undefined): BenchmarkItems {
  const names = new Map<string, number>();
  const cluster = Uint32Array.from(ids, (id) => {
    const declared = rows?.get(id)?.cluster ?? null;
    const name = declared === null ? `item ${id}` : `cluster ${declared}`;
    const number = names.get(name) ?? names.size;
    names.set(name, number);
    return number;
  });
  return Object.freeze({
    ids: Object.freeze(ids),
    cluster,
    clusters: names.size,
    hasClusters: rows !== undefined && ids.some((id) => (rows.get(id)?.cluster ?? null) !== null),
    questions: Object.freeze(ids.map((id) => rows?.get(id)?.question ?? null)),
  });
}
