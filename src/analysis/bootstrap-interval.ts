import type { Interval } from "../estimates/estimate.ts";
import { percentileInterval } from "../statistics/percentile-interval.ts";
import type { Replicates } from "./replicates.ts";

/** An interval, or why there is none. Spreads into an estimate. */
export type IntervalOrReason = { readonly interval: Interval } | { readonly intervalReason: string };

/** More undefined replicates than this, and there is no interval (STATISTICS.md §3). */
const MAX_DROPPED = 0.05;

export const PERCENTILE = "percentile bootstrap over mixtures";

/**
 * The percentile interval over the defined replicates, or the reason why there is none: more than 5 % undefined, or all equal.
 */
export function bootstrapInterval(replicates: Replicates, method = PERCENTILE): IntervalOrReason {
  const defined = replicates.filter((value) => !Number.isNaN(value));
  if (defined.length < (1 - MAX_DROPPED) * replicates.length)
    return { intervalReason: "too many undefined replicates" };
  if (allEqual(defined)) return { intervalReason: "no variation" };
  const [low, high] = percentileInterval(defined);
  return { interval: { low, high, level: 0.95, method } };
}

export function allEqual(values: Float64Array): boolean {
  return values.every((value) => value === values[0]);
}

/** Like `interval`, with its limits kept within [low, high]. */
export function interval(low: number, high: number, method: string): { readonly interval: Interval } {
  return { interval: { low, high, level: 0.95, method } };
}
