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
  let r = 0;
  // four replicates at once: none has to wait for its own last addition
  for (; r + 4 <= replicates; r += 4) {
    const [first, second, third, fourth] = [r * clusters, (r + 1) * clusters, (r + 2) * clusters, (r + 3) * clusters];
    let [s, t, u, v] = [0, 0, 0, 0];
    for (let c = 0; c < clusters; c++) {
      const value = sums[c]!;
      s += counts[first + c]! * value;
      t += counts[second + c]! * value;
      u += counts[third + c]! * value;
      v += counts[fourth + c]! * value;
    }
    means[r] = s / totals[r]!;
    means[r + 1] = t / totals[r + 1]!;
    means[r + 2] = u / totals[r + 2]!;
    means[r + 3] = v / totals[r + 3]!;
  }
  for (; r < replicates; r++) {
    let total = 0;
    for (let c = 0; c < clusters; c++) total += counts[r * clusters + c]! * sums[c]!;
    means[r] = total / totals[r]!;
  }
  return means;
}
