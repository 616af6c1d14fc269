/**
 * An order in which what is alike stands together: the leaves of average-linkage clustering (UPGMA). Of the four ways to join
 * two clusters end to end, the one whose touching ends are nearest is taken; of equals, the one that keeps the given order.
 *
 * @param distances a symmetric matrix of finite distances; its diagonal is not read
 * @returns the indices 0 … n − 1, each once
 * @throws {RangeError} when the matrix is not square or a distance is not finite
 * @see Sokal and Michener (1958), University of Kansas Science Bulletin 38, 1409–1438
 */
export function clusterOrder(distances: readonly (readonly number[])[]): readonly number[] {
  const n = distances.length;
  for (const row of distances)
    if (row.length !== n || row.some((value) => !Number.isFinite(value)))
      throw new RangeError("clusterOrder: the distances are not a square matrix of finite numbers");
  const clusters: number[][] = distances.map((_, k) => [k]);
  while (clusters.length > 1) {
    let [nearest, a, b] = [Infinity, 0, 1];
    for (let i = 0; i < clusters.length; i++)
      for (let j = i + 1; j < clusters.length; j++) {
        const between = meanDistance(distances, clusters[i]!, clusters[j]!);
        if (between < nearest) [nearest, a, b] = [between, i, j];
      }
    clusters[a] = joined(distances, clusters[a]!, clusters[b]!);
    clusters.splice(b, 1);
  }
  return clusters[0] ?? [];
}

function meanDistance(distances: readonly (readonly number[])[], a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (const i of a) for (const j of b) sum += distances[i]![j]!;
  return sum / (a.length * b.length);
}

function joined(distances: readonly (readonly number[])[], a: readonly number[], b: readonly number[]): number[] {
  const ways = [
    [a, b],
    [a, b.toReversed()],
    [a.toReversed(), b],
    [a.toReversed(), b.toReversed()],
  ] as const;
  const gap = ([left, right]: (typeof ways)[number]) => distances[left.at(-1)!]![right[0]!]!;
  const best = ways.reduce((least, way) => (gap(way) < gap(least) ? way : least));
  return [...best[0], ...best[1]];
}
