import type { Report } from "../estimates/analysis.ts";
import type { Estimate } from "../estimates/estimate.ts";

/** An estimate under the name that the reader knows it by. */
export interface EstimateRow<T> {
  readonly target: T;
  readonly estimate: Estimate;
}

/** The estimates of several targets, greatest first, undefined ones last; targets without an estimate are left out. */
export function estimateRows<T extends { readonly id: string }>(
  report: Report,
  targets: readonly T[],
  idOf: (target: T) => string,
): readonly EstimateRow<T>[] {
  const rows = targets.flatMap((target) => {
    const estimate = report.estimates.get(idOf(target));
    return estimate ? [{ target, estimate }] : [];
  });
  return rows.toSorted((a, b) => (b.estimate.value ?? -Infinity) - (a.estimate.value ?? -Infinity) || 0);
}
