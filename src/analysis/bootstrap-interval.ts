import type { Interval } from "../estimates/estimate.ts";
import { percentileInterval } from "../statistics/percentile-interval.ts";
import type { Replicates } from "./replicates.ts";

/** An interval, or why there is none. Spreads into an estimate. */
export type IntervalOrReason = { readonly interval: Interval } | { readonly intervalReason: string };

/** More undefined replicates than this, and there is no interval (STATISTICS.md §3). */
const MAX_DROPPED = 0.05;

export const PERCENTILE = "percentile bootstrap over mixtures";

/**
 * The percentile interval over the defined replicates, or the reason why there is none: more than 5 % undefined, or so many
 * equal that the interval would be a point and cover nothing.
 */
export function bootstrapInterval(replicates: Replicates, method = PERCENTILE): IntervalOrReason {
  const defined = definedReplicates(replicates);
  if (defined.length < (1 - MAX_DROPPED) * replicates.length)
    return { intervalReason: "too many undefined replicates" };
  const [low, high] = percentileInterval(defined);
  return low < high ? interval(low, high, method) : { intervalReason: "no variation" };
}

/** True when no two defined replicates differ: the interval would be a point, and cover nothing. */
export function isOneValue(replicates: Replicates): boolean {
  let first = Number.NaN;
  for (const value of replicates)
    if (Number.isNaN(first)) first = value;
    else if (value !== first && !Number.isNaN(value)) return false;
  return true;
}

export function interval(low: number, high: number, method: string): { readonly interval: Interval } {
  return { interval: { low, high, level: 0.95, method } };
}

let scratch = new Float64Array(0);

/** The defined replicates, in memory that the next call uses again: thousands of intervals would fill it otherwise. */
function definedReplicates(replicates: Replicates): Replicates {
  if (scratch.length < replicates.length) scratch = new Float64Array(replicates.length);
  let count = 0;
  for (let r = 0; r < replicates.length; r++) {
    const value = replicates[r]!;
    if (!Number.isNaN(value)) scratch[count++] = value;
  }
  return scratch.subarray(0, count);
}
