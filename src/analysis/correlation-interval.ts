import { bonettWrightInterval } from "../statistics/bonett-wright-interval.ts";
import { fisherInterval } from "../statistics/fisher-interval.ts";
import { intervalAtOne } from "../statistics/interval-at-one.ts";
import { bootstrapInterval, type IntervalOrReason, interval, isOneValue } from "./bootstrap-interval.ts";
import type { Replicates } from "./replicates.ts";

/** An absolute value this close to 1 counts as 1: the last bits of a square root are noise. */
const PERFECT = 1 - 1e-12;

/** Pearson: Fisher's z. The percentile bootstrap undercovers for it (STATISTICS.md §3). */
export function pearsonInterval(r: number, n: number): IntervalOrReason {
  if (n < 4) return { intervalReason: "fewer than 4 mixtures" };
  if (Math.abs(r) >= PERFECT) return { intervalReason: "perfect correlation" };
  const limits = fisherInterval(r, n);
  return limits ? interval(...limits, "Fisher z") : { intervalReason: "fewer than 4 mixtures" };
}

/**
 * Spearman, Kendall and decision accuracy: the mixture bootstrap; at an estimate of ±1 (0 or 1 for decision accuracy), where
 * that interval is a point and covers nothing, the closed form at the next attainable value.
 *
 * @param counts replicates per resample; @param replicates one value per resample
 * @see STATISTICS.md §3
 */
export function rankInterval(
  statistic: "spearman" | "kendall" | "decision-accuracy",
  value: number,
  n: number,
  counts: Uint16Array,
  replicates: () => Replicates,
): IntervalOrReason {
  if (n < 4) return { intervalReason: "fewer than 4 mixtures" };
  const signed = statistic === "decision-accuracy" ? 2 * value - 1 : value;
  const isPerfect = Math.abs(signed) >= PERFECT;
  if (n === 4 && statistic !== "spearman") return { intervalReason: "fewer than 5 mixtures" };
  if (n === 4 && !isPerfect) {
    const limits = bonettWrightInterval(value, n);
    return limits ? interval(...limits, "Bonett–Wright z") : { intervalReason: "fewer than 4 mixtures" };
  }
  const series = isPerfect ? null : replicates();
  if (series && !isOneValue(series)) return bootstrapInterval(series, counts);
  const limits = intervalAtOne(statistic, signed >= 0 ? 1 : -1, n);
  return limits
    ? interval(...limits, "closed form at the next attainable value")
    : { intervalReason: "fewer than 4 mixtures" };
}
