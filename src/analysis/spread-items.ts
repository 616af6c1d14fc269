/**
 * Items at evenly spaced places of an order, its ends among them, no two of one cluster: at each place the nearest item whose
 * cluster is still free, the earlier of two as near. The ends choose first.
 *
 * @param order items, the first end of the order first
 * @param cluster the cluster of each item, by item
 * @param count how many are wanted; fewer where there are fewer clusters
 * @returns the items, in the order
 */
export function spreadItems(order: readonly number[], cluster: ArrayLike<number>, count: number): number[] {
  const taken = new Set<number>();
  const places: number[] = [];
  const last = Math.max(1, count - 1);
  const endsFirst = [...new Set([0, last, ...Array(last).keys()])].slice(0, count);
  for (const k of endsFirst) {
    const found = nearestFree(order, cluster, taken, Math.round((k * (order.length - 1)) / last));
    if (found < 0) break;
    taken.add(cluster[order[found]!]!);
    places.push(found);
  }
  return places.toSorted((a, b) => a - b).map((place) => order[place]!);
}

/** −1 where no cluster is free. */
function nearestFree(
  order: readonly number[],
  cluster: ArrayLike<number>,
  taken: ReadonlySet<number>,
  place: number,
): number {
  for (let away = 0; away < order.length; away++)
    for (const at of [place - away, place + away]) {
      const item = order[at];
      if (item !== undefined && !taken.has(cluster[item]!)) return at;
    }
  return -1;
}
