import type { ClusterDraws } from "./cluster-draws.ts";

/**
 * The item bootstrap of many sums at once: in each replicate Σ over clusters of multiplicity × sum, for every column. A matrix
 * product that reads each multiplicity once for four columns.
 *
 * @param sums per column its sums over the items of each cluster
 * @returns per column one sum per replicate
 * @throws {RangeError} when a column has another number of clusters
 */
export function drawnSums(
  sums: readonly Float64Array[],
  { clusters, replicates, counts }: ClusterDraws,
): readonly Float64Array[] {
  if (sums.some((column) => column.length !== clusters))
    throw new RangeError(`drawnSums: every column has one sum for each of ${clusters} clusters`);
  const out = sums.map(() => new Float64Array(replicates));
  const none = new Float64Array(clusters);
  const scratch = new Float64Array(replicates);
  for (let k = 0; k < sums.length; k += 4) {
    const [a, b, c, d] = [sums[k]!, sums[k + 1] ?? none, sums[k + 2] ?? none, sums[k + 3] ?? none];
    const [p, q, s, t] = [out[k]!, out[k + 1] ?? scratch, out[k + 2] ?? scratch, out[k + 3] ?? scratch];
    for (let r = 0, at = 0; r < replicates; r++) {
      let [w, x, y, z] = [0, 0, 0, 0];
      for (let j = 0; j < clusters; j++) {
        const count = counts[at++]!;
        w += count * a[j]!;
        x += count * b[j]!;
        y += count * c[j]!;
        z += count * d[j]!;
      }
      p[r] = w;
      q[r] = x;
      s[r] = y;
      t[r] = z;
    }
  }
  return out;
}
