import { csv } from "./csv.ts";
import type { Estimate } from "./estimate.ts";
import { ESTIMATE_COLUMNS, estimateCells } from "./estimate-cells.ts";

/** Estimates as one table of CSV. */
export function estimatesCsv(estimates: readonly Estimate[]): string {
  return csv(ESTIMATE_COLUMNS, estimates.map(estimateCells));
}
