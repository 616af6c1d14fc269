import type { EstimateRow } from "./estimate-rows.ts";
import type { IntervalRow } from "./interval-rows.ts";
import type { LabelledTarget } from "./stratum.ts";

/** Rows of a chart under the headings Categories (with everything together; Together where there is but one category) and Benchmarks; a heading only where both are there. */
export function targetGroups(
  rows: readonly EstimateRow<LabelledTarget>[],
  rowOf: (row: EstimateRow<LabelledTarget>) => IntervalRow,
): readonly IntervalRow[] {
  const wide = rows.filter(({ target }) => target.kind !== "benchmark");
  const benchmarks = rows.filter(({ target }) => target.kind === "benchmark");
  const heading = (label: string): readonly IntervalRow[] =>
    wide.length > 0 && benchmarks.length > 0 ? [{ label, points: [], isHeading: true }] : [];
  const hasCategories = wide.some(({ target }) => target.kind === "category");
  return [
    ...heading(hasCategories ? "Categories" : "Together"),
    ...wide.map(rowOf),
    ...heading("Benchmarks"),
    ...benchmarks.map(rowOf),
  ];
}
