import { expect, test } from "vitest";
import { estimateTable } from "../../src/site/estimate-table.ts";
import { sampleReport } from "../figures/sample-report.ts";

const tableOf = (mixtures: number, alwaysRows = false) => {
  const report = sampleReport({ mixtures, benchmarks: 1, categories: 1, scales: 1, hasConfidence: false });
  return estimateTable(report, {
    caption: "Levels",
    head: ["Mixture", "Accuracy"],
    rows: report.study.design.mixtures.map(({ id, label }) => ({
      label,
      ids: [`level/accuracy/s-1/pretrain/${id}/overall/all/mean`],
    })),
    alwaysRows,
  });
};

test("estimateTable folds a long table, and says how long it is; an index stays open", () => {
  expect(tableOf(40)).not.toHaveProperty("folded");
  expect(tableOf(41)).toHaveProperty("folded", "Levels: 41 rows");
  expect(tableOf(41, true)).not.toHaveProperty("folded");
});
