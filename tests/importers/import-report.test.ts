import { expect, test } from "vitest";
import { importReport } from "../../scripts/import-report.ts";

const summary = {
  files: 24,
  rows: 4800,
  checkpoints: 12,
  size: { models: 6, mixtures: 3, scales: 1, seeds: 2, stages: 2 },
  benchmarks: 5,
  cells: 60,
  scores: [["acc_norm", 3] as const, ["acc", 2] as const],
  assumed: [],
  skipped: ["mmlu: groups of tasks, whose tasks are there by themselves"],
  notes: ["Partial runs: 100 of the 400 items of arc_easy (acme/x)."],
  unit: undefined,
};

test("importReport(summary) tells checkpoints and models, the design, the scores, and what was left out", () => {
  expect(importReport(summary).join("\n")).toMatchInlineSnapshot(`
    "read 24 files, 4,800 rows of items
    found 12 checkpoints of 6 models (3 mixtures × 1 scale × 2 seeds × 2 stages) on 5 benchmarks, 60 cells
    accuracy is acc_norm on 3 benchmarks, acc on 2
    left out: mmlu: groups of tasks, whose tasks are there by themselves
    note: Partial runs: 100 of the 400 items of arc_easy (acme/x)."
  `);
});

test("importReport(a draft) marks what is open, names what was assumed, and speaks the study’s word", () => {
  const size = { models: null, mixtures: 3, scales: 1, seeds: 1, stages: null };
  const unit = { id: "recipe", label: "Recipe" };
  const assumed = ["seed 0 of all checkpoints"];
  expect(
    importReport({ ...summary, size, unit, assumed, cells: 0, skipped: [], notes: [] }).join("\n"),
  ).toMatchInlineSnapshot(`
    "read 24 files, 4,800 rows of items
    found 12 checkpoints (3 recipes × 1 scale × 1 seed × ? stages) on 5 benchmarks
    accuracy is acc_norm on 3 benchmarks, acc on 2
    assumed, as nothing tells it: seed 0 of all checkpoints"
  `);
});
