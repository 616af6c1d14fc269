import type { Bin } from "./calibration-bins.ts";
import { foldedNormalMean } from "./folded-normal-mean.ts";
import { sum } from "./sum.ts";

/** Expected calibration error with what must stand beside it: its floor, its debiased form, and the squared error. */
export interface CalibrationError {
  /** Σ w_b·|ȳ_b − q̄_b|: biased up */
  readonly ece: number;
  /** the ece that a perfectly calibrated model of this size has: Σ w_b·√(2q̄_b(1 − q̄_b)/(π·n_b)) */
  readonly eceFloor: number;
  /** 2·ece − Σ w_b·E|N(d_b, s_b²)|: may be negative */
  readonly eceDebiased: number;
  /** the largest |ȳ_b − q̄_b| */
  readonly mce: number;
  readonly squared: number;
  /** Σ w_b·(d_b² − s_b²): unbiased, may be negative */
  readonly squaredDebiased: number;
  /** √max(0, squaredDebiased) */
  readonly rmsDebiased: number;
}

/**
 * Calibration error over bins, d_b = ȳ_b − q̄_b, s_b² = ȳ_b(1 − ȳ_b)/(n_b − 1), 0 for a bin of one item.
 *
 * @param bins at least one
 * @see STATISTICS.md §9; Bröcker (2012), Climate Dynamics 39, 655–667; Kumar, Liang & Ma (2019), NeurIPS 32
 */
export function expectedCalibrationError(bins: readonly Bin[]): CalibrationError {
  const total = bins.reduce((count, bin) => count + bin.n, 0);
  const over = (term: (bin: Bin, d: number, s2: number) => number) =>
    sum(bins.map((bin) => (bin.n / total) * term(bin, bin.accuracy - bin.confidence, samplingVariance(bin))));
  const ece = over((_, d) => Math.abs(d));
  const squaredDebiased = over((_, d, s2) => d * d - s2);
  return {
    ece,
    eceFloor: over(({ confidence: q, n }) => Math.sqrt(Math.max(0, 2 * q * (1 - q)) / (Math.PI * n))),
    eceDebiased: 2 * ece - over((_, d, s2) => foldedNormalMean(d, Math.sqrt(s2))),
    mce: Math.max(...bins.map((bin) => Math.abs(bin.accuracy - bin.confidence))),
    squared: over((_, d) => d * d),
    squaredDebiased,
    rmsDebiased: Math.sqrt(Math.max(0, squaredDebiased)),
  };
}

function samplingVariance({ n, accuracy }: Bin): number {
  return n > 1 ? (accuracy * (1 - accuracy)) / (n - 1) : 0;
}
