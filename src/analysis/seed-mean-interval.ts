import { mean } from "../statistics/mean.ts";
import { tQuantile } from "../statistics/t-quantile.ts";
import { variance } from "../statistics/variance.ts";
import { type IntervalOrReason, interval } from "./bootstrap-interval.ts";

/** Student's t over seeds, S − 1 degrees of freedom: for means that have no items behind them, and for composites. */
export function seedMeanInterval(values: readonly number[]): IntervalOrReason {
  const spread = variance(values);
  if (values.length < 2 || spread === null) return { intervalReason: "one seed" };
  if (spread === 0) return { intervalReason: "no variation" };
  const centre = mean(values) ?? 0;
  const half = tQuantile(0.975, values.length - 1) * Math.sqrt(spread / values.length);
  return interval(centre - half, centre + half, "t over seeds");
}
