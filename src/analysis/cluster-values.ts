/**
 * One value per cluster of items, so that clusters can stand where independent items would: the linearised ratio mean
 * ȳ + (G/N)·Σ_{i∈c}(y_i − ȳ). Their mean is ȳ, and their variance is that of a mean under drawing whole clusters. Where
 * every item is its own cluster these are the items' values themselves.
 *
 * @param values one number per item
 * @param cluster per item its cluster number, 0…clusters − 1
 * @see STATISTICS.md §3
 */
export function clusterValues(values: ArrayLike<number>, cluster: ArrayLike<number>): number[] {
  const n = values.length;
  let total = 0;
  for (let i = 0; i < n; i++) total += values[i]!;
  const mean = total / n;
  const sums = new Map<number, number>();
  for (let i = 0; i < n; i++) sums.set(cluster[i]!, (sums.get(cluster[i]!) ?? 0) + values[i]! - mean);
  const share = sums.size / n;
  return [...sums.keys()].sort((a, b) => a - b).map((c) => mean + share * sums.get(c)!);
}
