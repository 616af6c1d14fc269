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
  bootstrap: MixtureBootstrap,
  out: Replicates = new Float64Array(bootstrap.resamples),
): Replicates {
  const kernel = bootstrap.kernel();
  if (kernel) out.set(kernel.spearman(x.replicateRanks(), y.replicateRanks()));
  else bootstrap.wide().spearman(x, y, out);
  return out;
}

/** Σ w_i·w_j·sign(x_i − x_j)·sign(y_i − y_j) in every resample: what τ_b and decision accuracy share. */
export function concordanceReplicates(x: Column, y: Column, bootstrap: MixtureBootstrap): Float64Array {
  const [s, t] = [x.signs(), y.signs()];
  const agreement = new Int8Array(s.length);
  for (let k = 0; k < s.length; k++) agreement[k] = s[k]! * t[k]!;
  return bootstrap.kernel()?.signedPairs(agreement).slice() ?? bootstrap.wide().signedPairs(agreement);
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
  const out = new Float64Array(concordance.length);
  for (let r = 0; r < out.length; r++) {
    const norm = untiedX[r]! * untiedY[r]!;
    out[r] = norm > 0 ? clamp(concordance[r]! / Math.sqrt(norm)) : Number.NaN;
  }
  return out;
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
  const out = new Float64Array(resampleOf.length);
  for (let r = 0; r < out.length; r++) out[r] = series[resampleOf[r]!]!;
  return out;
}

/** Resample by resample, a − b on the same drawn mixtures. */
export function differenceReplicates(a: Replicates, b: Replicates): Replicates {
  return a.map((value, r) => value - b[r]!);
}

function clamp(value: number): number {
  return value > 1 ? 1 : Math.max(value, -1);
}
