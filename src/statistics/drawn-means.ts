import type { ClusterDraws } from "./cluster-draws.ts";

/**
 * The item bootstrap of means: in each replicate Σ over clusters of multiplicity × sum, over the number of drawn items.
 *
 * @param sums per cluster, the sum of a value over its items
 * @param totals `drawnItems` of the same items; NaN comes where it is 0
 */
export function drawnMeans(
  sums: Float64Array,
  totals: Int32Array,
  { clusters, replicates, counts }: ClusterDraws,
): Float64Array {
  const means = new Float64Array(replicates);
  for (let r = 0, at = 0; r < replicates; r++) {
    let total = 0;
    for (let c = 0; c < clusters; c++) total += counts[at++]! * sums[c]!;
    means[r] = total / totals[r]!;
  }
  return means;
}
