import type { Report } from "../estimates/analysis.ts";
import { estimateId } from "../estimates/estimate-id.ts";

/** The fewest and the most of a count that differs. */
export interface CountRange {
  readonly least: number;
  readonly most: number;
}

/**
 * How many items of a benchmark the models answered, as the calibration estimates of single mixtures count them; null where none
 * of them counts items.
 *
 * @param mixture the id of one, or `all`
 */
export function itemsOf(
  report: Report,
  { scale, stage, mixture, benchmark }: { scale: string; stage: string; mixture: string; benchmark: string },
): CountRange | null {
  const mixtures = mixture === "all" ? report.study.design.mixtures.map(({ id }) => id) : [mixture];
  const counts = mixtures.flatMap((each) => {
    const id = estimateId("calibration", scale, stage, each, "benchmark", benchmark, "ece");
    const estimate = report.estimates.get(id);
    return estimate?.unit === "item" && estimate.n > 0 ? [estimate.n] : [];
  });
  return counts.length === 0 ? null : { least: Math.min(...counts), most: Math.max(...counts) };
}

/** “13”, “7–13”. */
export function rangeWords({ least, most }: CountRange): string {
  return least === most ? String(least) : `${least}–${most}`;
}
