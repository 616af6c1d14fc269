import { mean } from "../statistics/mean.ts";
import { tQuantile } from "../statistics/t-quantile.ts";
import { variance } from "../statistics/variance.ts";
import { type IntervalOrReason, interval } from "./bootstrap-interval.ts";

/**
 * Student's t over seeds, S − 1 degrees of freedom: for means that have no items behind them, and for composites.
 *
 * @param centre the estimate, where it rests on more than these values: seeds of a ragged study differ in their benchmarks
 */
export function seedMeanInterval(values: readonly number[], centre = mean(values) ?? 0): IntervalOrReason {
  const spread = variance(values);
  if (values.length < 2 || spread === null) return { intervalReason: "one seed" };
  if (spread === 0) return { intervalReason: "no variation" };
  const half = tQuantile(0.975, values.length - 1) * Math.sqrt(spread / values.length);
  return interval(centre - half, centre + half, "t over seeds");
}
