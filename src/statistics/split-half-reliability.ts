import { pearson } from "./pearson.ts";
import { spearmanBrown } from "./spearman-brown.ts";
import { sum } from "./sum.ts";

/** More undefined splits than this share, and there is no reliability: as for bootstrap replicates. */
const MAX_UNDEFINED = 0.05;

/**
 * Split-half reliability: Pearson's r over units between the two halves, its mean over splits, and that mean stepped up by
 * Spearman and Brown to the whole length, 2r̄/(1 + r̄). The mean is taken first: the step explodes where one split has r near −1.
 *
 * @param first per split, per unit its mean over the first half; NaN where it has no item there
 * @param second in the order of `first`
 * @returns the reliability and the mean correlation, or why there is none
 * @see Spearman (1910) and Brown (1910), British Journal of Psychology 3, 271–295 and 296–322; STATISTICS.md §6
 */
export function splitHalfReliability(
  first: readonly (readonly number[])[],
  second: readonly (readonly number[])[],
):
  | { readonly reliability: number; readonly correlation: number }
  | { readonly reason: "no variation" | "too many undefined replicates" | "perfect correlation" } {
  const correlations = first
    .map((half, k) => (isComplete(half) && isComplete(second[k]!) ? pearson(half, second[k]!) : null))
    .filter((r) => r !== null);
  if (correlations.length === 0) return { reason: "no variation" };
  if (correlations.length < (1 - MAX_UNDEFINED) * first.length) return { reason: "too many undefined replicates" };
  const correlation = sum(correlations) / correlations.length;
  if (correlation <= -1) return { reason: "perfect correlation" };
  return { correlation, reliability: spearmanBrown(correlation, 2) };
}

function isComplete(values: readonly number[]): boolean {
  return values.every((value) => !Number.isNaN(value));
}
