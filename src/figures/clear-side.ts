import type { Estimate } from "../estimates/estimate.ts";

/** The side of `nothing` on which an estimate’s whole 95 % interval lies; null where the interval holds it, or there is none. */
export function clearSide(estimate: Pick<Estimate, "interval"> | undefined, nothing = 0): "above" | "below" | null {
  const interval = estimate?.interval;
  if (interval === undefined) return null;
  return interval.low > nothing ? "above" : interval.high < nothing ? "below" : null;
}
