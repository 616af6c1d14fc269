import type { Bin } from "./calibration-bins.ts";
import type { SortedItems } from "./sorted-items.ts";
import { sum } from "./sum.ts";

/** The three terms that bins alone tell. */
export interface MurphyTerms {
  readonly reliability: number;
  readonly resolution: number;
  readonly uncertainty: number;
}

/** Five terms: Brier = reliability − resolution + uncertainty + within-bin variance − 2·within-bin covariance. */
export interface MurphyDecomposition extends MurphyTerms {
  readonly withinVariance: number;
  readonly withinCovariance: number;
}

/**
 * Murphy's decomposition of the Brier score over bins; with binned confidences the three-term identity does not hold, so the
 * spread within bins is given too.
 *
 * @see Murphy (1973), Journal of Applied Meteorology 12, 595–600; Stephenson, Coelho & Jolliffe (2008), Weather and Forecasting 23, 752–757
 */
export function murphyDecomposition(
  { n, confidence, correct, one }: SortedItems,
  bins: readonly Bin[],
): MurphyDecomposition {
  const variance = new Float64Array(n);
  const covariance = new Float64Array(n);
  for (const bin of bins)
    for (let k = bin.start; k < bin.end; k++) {
      const dq = confidence[k]! / one - bin.confidence;
      variance[k] = dq * dq;
      covariance[k] = dq * (correct[k]! - bin.accuracy);
    }
  return { ...murphyTerms(bins), withinVariance: sum(variance) / n, withinCovariance: sum(covariance) / n };
}

/** Reliability, resolution and uncertainty: the part of Murphy's decomposition that needs no items. */
export function murphyTerms(bins: readonly Bin[]): MurphyTerms {
  const n = bins.reduce((count, bin) => count + bin.n, 0);
  const base = bins.reduce((count, bin) => count + bin.correct, 0) / n;
  return {
    reliability: sum(bins.map((bin) => bin.n * (bin.confidence - bin.accuracy) ** 2)) / n,
    resolution: sum(bins.map((bin) => bin.n * (bin.accuracy - base) ** 2)) / n,
    uncertainty: base * (1 - base),
  };
}
