import { expect, test } from "vitest";
import { compositeLevels, selectComplete } from "../../src/analysis/composite.ts";
import { workspace } from "../../src/analysis/workspace.ts";
import type { Cell, Study } from "../../src/study/study.ts";

const PLACE = { metric: "accuracy", scale: "s", stage: "pretrain" } as const;
const CATEGORY = { kind: "category", id: "one" } as const;
const OVERALL = { kind: "overall", id: "all" } as const;

/** A study of accuracies alone: benchmark → mixture → accuracy per seed. */
function study(rows: Record<string, Record<string, readonly number[]>>, categories: Record<string, string>): Study {
  const benchmarks = Object.keys(rows);
  const mixtures = [...new Set(Object.values(rows).flatMap(Object.keys))];
  const cells: Cell[] = benchmarks.flatMap((benchmark) =>
    Object.entries(rows[benchmark]!).flatMap(([mixture, values]) =>
      values.map((accuracy, k) => ({
        mixture,
        scale: "s",
        seed: k + 1,
        stage: "pretrain",
        benchmark,
        accuracy,
        n: null,
        confidence: null,
        correctProb: null,
        brier: null,
        nll: null,
      })),
    ),
  );
  return {
    design: {
      id: "x",
      title: "x",
      version: "2026.1.1",
      authors: [],
      stages: [{ id: "pretrain", label: "Pretraining" }],
      scales: [{ id: "s", label: "S" }],
      mixtures: mixtures.map((id) => ({ id, label: id })),
      categories: [...new Set(Object.values(categories))].map((id) => ({ id, label: id })),
      benchmarks: benchmarks.map((id) => ({ id, label: id, category: categories[id]!, chance: 0.25, choices: 4 })),
    },
    cells,
    items: new Map(),
    bins: new Map(),
    benchmarkItems: new Map(),
    files: [],
  };
}

test("a level is the mean over seeds; a composite centres levels so that guessing is 0, and averages benchmarks", () => {
  const work = workspace(study({ a: { m: [0.5, 0.6] }, b: { m: [0.25] } }, { a: "one", b: "one" }));
  expect(work.levels(PLACE, "a")).toEqual([0.55]);
  const selection = selectComplete(work, CATEGORY, [PLACE])!;
  expect(compositeLevels(work, selection, PLACE)).toEqual([0.2]); // ((0.55 − 0.25)/0.75 + 0)/2
});

test("overall is the mean of categories, so that each capability counts once", () => {
  const rows = { a: { m: [1] }, b: { m: [1] }, c: { m: [1] }, d: { m: [0.25] } };
  const work = workspace(study(rows, { a: "one", b: "one", c: "one", d: "two" }));
  const selection = selectComplete(work, OVERALL, [PLACE])!;
  expect(compositeLevels(work, selection, PLACE)).toEqual([0.5]);
});

test("a mixture with fewer than half of the benchmarks leaves first, then the benchmarks that are not complete over the rest", () => {
  const rows = {
    a: { full: [0.5], partial: [0.6], poor: [0.9] },
    b: { full: [0.5], partial: [0.6] },
    c: { full: [0.5] },
  };
  const work = workspace(study(rows, { a: "one", b: "one", c: "one" }));
  const selection = selectComplete(work, CATEGORY, [PLACE])!;
  expect(selection.droppedMixtures).toEqual(["poor"]); // 1 of 3; partial has 2 of 3
  expect(selection.droppedBenchmarks).toEqual(["c"]);
  expect(compositeLevels(work, selection, PLACE)[work.mixtures.indexOf("poor")]).toBeNull();
});

test("a benchmark that no mixture has does not count against the mixtures", () => {
  const work = workspace(study({ a: { m: [0.5], n: [0.4] }, b: {}, c: {} }, { a: "one", b: "one", c: "one" }));
  const selection = selectComplete(work, CATEGORY, [PLACE])!;
  expect(selection.droppedMixtures).toEqual([]);
  expect(selection.droppedBenchmarks).toEqual(["b", "c"]);
});

test("an emptied category leaves the overall composite", () => {
  const work = workspace(study({ a: { m: [1], n: [1], o: [1] }, b: { m: [0.25] } }, { a: "one", b: "two" }));
  const selection = selectComplete(work, OVERALL, [PLACE])!;
  expect(selection.categories.map((category) => category.id)).toEqual(["one"]);
  expect(compositeLevels(work, selection, PLACE)).toEqual([1, 1, 1]);
});

test("leave-one-out takes a benchmark away first; nothing left is null", () => {
  const work = workspace(study({ a: { m: [1] }, b: { m: [0.25] } }, { a: "one", b: "one" }));
  const selection = selectComplete(work, CATEGORY, [PLACE], "a")!;
  expect(compositeLevels(work, selection, PLACE)).toEqual([0]);
  expect(selectComplete(workspace(study({ a: { m: [1] } }, { a: "one" })), CATEGORY, [PLACE], "a")).toBeNull();
});
