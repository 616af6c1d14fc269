import { roundLevel } from "./round-level.ts";
import { sum } from "./sum.ts";

/** The level of a mixture: the unweighted mean over its seeds, rounded to 12 decimals before any ranking. At least one value. */
export function level(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError("level: at least one seed");
  return roundLevel(sum(values) / values.length);
}
