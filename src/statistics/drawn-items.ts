import type { ClusterDraws } from "./cluster-draws.ts";

/**
 * How many items each replicate of the item bootstrap draws: Σ over clusters of multiplicity × size.
 *
 * @param sizes per cluster, how many of its items a model answered
 */
export function drawnItems(sizes: ArrayLike<number>, { clusters, replicates, counts }: ClusterDraws): Int32Array {
  const totals = new Int32Array(replicates);
  for (let r = 0, at = 0; r < replicates; r++) {
    let total = 0;
    for (let c = 0; c < clusters; c++) total += counts[at++]! * sizes[c]!;
    totals[r] = total;
  }
  return totals;
}
