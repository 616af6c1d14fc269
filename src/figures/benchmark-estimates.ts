import type { Report } from "../estimates/analysis.ts";
import type { Estimate } from "../estimates/estimate.ts";
import type { LabelledTarget } from "./stratum.ts";

/** The defined estimates of single benchmarks, under their names, in the study's order. */
export function benchmarkEstimates(
  report: Report,
  benchmarks: readonly LabelledTarget[],
  idOf: (benchmark: string) => string,
): readonly { readonly label: string; readonly estimate: Estimate }[] {
  return benchmarks.flatMap(({ id, label }) => {
    const estimate = report.estimates.get(idOf(id));
    return estimate?.value == null ? [] : [{ label, estimate }];
  });
}
