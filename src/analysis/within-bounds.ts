import { type IntervalOrReason, interval } from "./bootstrap-interval.ts";

/** An interval cut at the least and the greatest value that its quantity can have: what it covers stays the same. */
export function withinBounds(spread: IntervalOrReason, [least, greatest]: readonly [number, number]): IntervalOrReason {
  if (!("interval" in spread)) return spread;
  const { low, high, method } = spread.interval;
  return interval(Math.max(least, low), Math.min(greatest, high), method);
}
