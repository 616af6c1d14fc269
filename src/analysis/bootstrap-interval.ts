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
 *
 * @param counts how many replicates each value stands for; null where each is one
 */
export function bootstrapInterval(
  replicates: Replicates,
  counts: Uint16Array | null,
  method = PERCENTILE,
): IntervalOrReason {
  const { defined, times, undefinedShare } = definedReplicates(replicates, counts);
  if (undefinedShare > MAX_DROPPED) return { intervalReason: "too many undefined replicates" };
  const [low, high] = percentileInterval(defined, 0.95, times);
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

/** Memory that the next call uses again: thousands of intervals would fill it otherwise. */
let scratch = new Float64Array(0);
let scratchCounts = new Uint16Array(0);

function definedReplicates(replicates: Replicates, counts: Uint16Array | null) {
  const length = replicates.length;
  let at = 0;
  while (at < length && !Number.isNaN(replicates[at])) at++;
  if (at === length) return { defined: replicates, times: counts, undefinedShare: 0 };
  if (scratch.length < length) {
    scratch = new Float64Array(length);
    scratchCounts = new Uint16Array(length);
  }
  let [kept, all, dropped] = [0, 0, 0];
  for (let r = 0; r < length; r++) {
    const value = replicates[r]!;
    const count = counts ? counts[r]! : 1;
    all += count;
    if (Number.isNaN(value)) dropped += count;
    else {
      scratch[kept] = value;
      scratchCounts[kept++] = count;
    }
  }
  return {
    defined: scratch.subarray(0, kept),
    times: counts && scratchCounts.subarray(0, kept),
    undefinedShare: dropped / all,
  };
}
