import { sum } from "./sum.ts";
import { tQuantile } from "./t-quantile.ts";
import { variance } from "./variance.ts";

/** A mean over seeds and shared items, with the variance that both leave in it. */
export interface TwoWayInterval {
  readonly mean: number;
  readonly variance: number;
  /** Satterthwaite's, at least 1; null without variance */
  readonly df: number | null;
  readonly interval: readonly [low: number, high: number] | null;
}

/**
 * Two-way t interval of a mean over S seeds and n items that all seeds share: V = max(v_i + v_s − v_r/(nS), v_i), with v_i the
 * variance over items of the seed means/n, v_s the variance over seeds/S, v_r the residual mean square. One seed: items only.
 *
 * @param rows per seed its values, the same items in the same order
 * @returns no interval when nothing varies, or for a single item
 * @see STATISTICS.md §9
 */
export function twoWayInterval(rows: readonly (readonly number[])[]): TwoWayInterval {
  const seeds = rows.length;
  const n = rows[0]?.length ?? 0;
  if (n === 0) throw new RangeError("twoWayInterval: at least one seed and one item");
  const seedMeans = rows.map((row) => sum(row) / n);
  const itemMeans = Array.from({ length: n }, (_, i) => sum(rows.map((row) => row[i]!)) / seeds);
  const mean = sum(seedMeans) / seeds;
  const items = (variance(itemMeans) ?? 0) / n;
  const ofSeeds = (variance(seedMeans) ?? 0) / seeds;
  const residual =
    seeds > 1 && n > 1
      ? sum(rows.map((row, s) => sum(row.map((value, i) => (value - seedMeans[s]! - itemMeans[i]! + mean) ** 2)))) /
        ((seeds - 1) * (n - 1))
      : 0;
  const total = Math.max(items + ofSeeds - residual / (n * seeds), items);
  // rounding leaves some 1e-33 of a mean of equal values
  if (!(total > 1e-24) || n < 2) return { mean, variance: n < 2 ? total : 0, df: null, interval: null };
  const parts = items ** 2 / (n - 1) + (seeds > 1 ? ofSeeds ** 2 / (seeds - 1) : 0);
  const df = Math.max(1, total ** 2 / parts);
  const half = tQuantile(0.975, df) * Math.sqrt(total);
  return { mean, variance: total, df, interval: [mean - half, mean + half] };
}
