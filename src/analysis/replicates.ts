import type { Column } from "./column.ts";
import type { MixtureBootstrap } from "./mixture-bootstrap.ts";

/** One value per resample of the mixture bootstrap; NaN marks an undefined one and never leaves this folder. */
export type Replicates = Float64Array;

/**
 * Spearman's ρ in every resample: Pearson of the mid-ranks of the drawn mixtures.
 *
 * @param out where they go: memory of the caller's, to be used again
 */
export function spearmanReplicates(
  x: Column,
  y: Column,
  { n, resamples }: MixtureBootstrap,
  out: Replicates = new Float64Array(resamples),
): Replicates {
  const { weighted, squares: aa } = x.replicateRanks();
  const a = weighted();
  const { ranks: b, squares: bb } = y.replicateRanks();
  for (let r = 0, at = 0; r < resamples; r++) {
    let dot = 0;
    // integers: |Σ w·a·b| ≤ n³/3 fits 32 bits up to 1,800 mixtures
    for (const end = at + n; at < end; at++) dot = (dot + Math.imul(a[at]!, b[at]!)) | 0;
    const norm = aa[r]! * bb[r]!;
    out[r] = norm > 0 ? clamp(dot / Math.sqrt(norm)) : Number.NaN;
  }
  return out;
}

/** Σ w_i·w_j·sign(x_i − x_j)·sign(y_i − y_j) in every resample: what τ_b and decision accuracy share. */
export function concordanceReplicates(x: Column, y: Column, bootstrap: MixtureBootstrap): Float64Array {
  const [s, t] = [x.signs(), y.signs()];
  const agreement = Int8Array.from(s, (sign, k) => sign * t[k]!);
  const products = bootstrap.pairWeights();
  return products ? weightedSums(products, agreement, bootstrap.resamples) : sumsOverDrawn(bootstrap, agreement);
}

function weightedSums(products: Uint8Array, agreement: Int8Array, resamples: number): Float64Array {
  const width = agreement.length;
  const out = new Float64Array(resamples);
  for (let r = 0, at = 0; r < resamples; r++) {
    let total = 0;
    for (let k = 0; k < width; k++) total += products[at++]! * agreement[k]!;
    out[r] = total;
  }
  return out;
}

/** Pairs of the mixtures that were drawn, about two fifths of all pairs. */
function sumsOverDrawn({ weights, n, resamples }: MixtureBootstrap, agreement: Int8Array): Float64Array {
  const rowStart = Int32Array.from({ length: n }, (_, i) => (i * (2 * n - i - 1)) / 2 - i - 1);
  const drawn = new Int32Array(n);
  const out = new Float64Array(resamples);
  for (let r = 0; r < resamples; r++) {
    let count = 0;
    for (let m = 0; m < n; m++) if (weights[r * n + m] !== 0) drawn[count++] = m;
    let total = 0;
    for (let a = 0; a < count; a++) {
      const i = drawn[a]!;
      let row = 0;
      for (let b = a + 1; b < count; b++) row += weights[r * n + drawn[b]!]! * agreement[rowStart[i]! + drawn[b]!]!;
      total += row * weights[r * n + i]!;
    }
    out[r] = total;
  }
  return out;
}

/** Kendall's τ_b in every resample; two draws of one mixture are a pair tied in both. */
export function kendallReplicates(
  x: Column,
  y: Column,
  bootstrap: MixtureBootstrap,
  concordance: Float64Array,
): Replicates {
  const totals = bootstrap.pairTotals();
  const untiedX = x.replicateUntied() ?? totals;
  const untiedY = y.replicateUntied() ?? totals;
  return concordance.map((value, r) => {
    const norm = untiedX[r]! * untiedY[r]!;
    return norm > 0 ? clamp(value / Math.sqrt(norm)) : Number.NaN;
  });
}

/** Decision accuracy in every resample; pairs of draws of one mixture are left out (STATISTICS.md §3). */
export function decisionAccuracyReplicates(bootstrap: MixtureBootstrap, concordance: Float64Array): Replicates {
  const totals = bootstrap.pairTotals();
  return concordance.map((value, r) => (totals[r]! > 0 ? 0.5 + (0.5 * value) / totals[r]! : Number.NaN));
}

/** Resample by resample, the mean of several series; undefined where any of them is. */
export function meanReplicates(series: readonly Replicates[]): Replicates {
  const out = new Float64Array(series[0]?.length ?? 0);
  for (const values of series) for (let r = 0; r < out.length; r++) out[r]! += values[r]!;
  return out.map((total) => total / series.length);
}

/** One value per replicate, in the order drawn: for what pairs series over different numbers of mixtures, or depends on the order of a sum. */
export function perReplicate(series: Replicates, { resampleOf }: MixtureBootstrap): Float64Array {
  return Float64Array.from(resampleOf, (resample) => series[resample]!);
}

/** Resample by resample, a − b on the same drawn mixtures. */
export function differenceReplicates(a: Replicates, b: Replicates): Replicates {
  return a.map((value, r) => value - b[r]!);
}

function clamp(value: number): number {
  return value > 1 ? 1 : Math.max(value, -1);
}
