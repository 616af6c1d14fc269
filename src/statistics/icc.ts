import { fCdf } from "./f-cdf.ts";
import { fQuantile } from "./f-quantile.ts";
import { meanSquares } from "./mean-squares.ts";
import { spearmanBrown } from "./spearman-brown.ts";

/** One-way random-effects reliability of groups (mixtures) measured several times (seeds). */
export interface IntraclassCorrelation {
  readonly msb: number;
  readonly msw: number;
  readonly k0: number;
  readonly kHarmonic: number;
  /** ICC(1,1), of a single value */
  readonly icc1: number;
  /** ICC(1,k), of the mean of a group; may be negative; null when no group differs from another */
  readonly icck: number | null;
  /** MSB/MSW; null when MSW = 0 */
  readonly f: number | null;
  readonly p: number | null;
  /** from the F distribution; null for unequal group sizes, or where nothing varies within groups or between them */
  readonly icc1Interval: readonly [number, number] | null;
  readonly icckInterval: readonly [number, number] | null;
}

/**
 * ICC(1,1) = (MSB − MSW)/(MSB + (k₀ − 1)·MSW) and ICC(1,k): (MSB − MSW)/MSB for equal group sizes, else ICC(1,1) stepped up
 * by Spearman and Brown to the harmonic mean of the sizes. Groups of one value add to MSB only.
 *
 * @param groups per mixture its seeds, at least one each
 * @returns null when no group has two values, for fewer than two groups, or when nothing varies at all
 * @see Shrout & Fleiss (1979), Psychological Bulletin 86(2), 420–428; STATISTICS.md §6
 */
export function icc(groups: readonly (readonly number[])[]): IntraclassCorrelation | null {
  if (groups.length < 2) return null;
  const { between: msb, within: msw, values, k0, kHarmonic } = meanSquares(groups);
  if (msw === null || (msb === 0 && msw === 0)) return null;
  const isBalanced = groups.every((row) => row.length === groups[0]!.length);
  const icc1 = (msb - msw) / (msb + (k0 - 1) * msw);
  const icck = isBalanced ? (msb > 0 ? (msb - msw) / msb : null) : spearmanBrown(icc1, kHarmonic);
  const f = msw > 0 ? msb / msw : null;
  const [d1, d2] = [groups.length - 1, values - groups.length];
  const limits =
    isBalanced && f // neither null nor 0
      ? { low: f / fQuantile(0.975, d1, d2), high: f * fQuantile(0.975, d2, d1) }
      : null;
  return {
    msb,
    msw,
    k0,
    kHarmonic,
    icc1,
    icck,
    f,
    p: f === null ? null : upperTail(f, d1, d2),
    icc1Interval: limits && [(limits.low - 1) / (limits.low + k0 - 1), (limits.high - 1) / (limits.high + k0 - 1)],
    icckInterval: limits && [1 - 1 / limits.low, 1 - 1 / limits.high],
  };
}

/** 1 − F(f), by the distribution of 1/f so that small tails keep their digits. */
function upperTail(f: number, d1: number, d2: number): number {
  return f === 0 ? 1 : fCdf(1 / f, d2, d1);
}
