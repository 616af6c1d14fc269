import { twoWayInterval } from "../statistics/two-way-interval.ts";
import { type IntervalOrReason, interval } from "./bootstrap-interval.ts";
import { transitionOf } from "./item-transition.ts";
import type { MatchedItems } from "./matched-items.ts";
import { seedMeanInterval } from "./seed-mean-interval.ts";

/**
 * The intervals of the four shares of one mixture on one benchmark: two-way t over seeds and clusters of items, as for any mean
 * over items; over seeds alone where the seeds answered different items. Ends stay within [0, 1].
 *
 * @param models the mixture's seeds
 * @param cluster per item of the benchmark, its cluster
 * @param shares per transition its value in every seed
 * @see STATISTICS.md §3 (values of clusters), §9
 */
export function transitionIntervals(
  models: readonly MatchedItems[],
  { cluster, clusters, hasClusters }: { cluster: Uint32Array; clusters: number; hasClusters: boolean },
  shares: readonly (readonly number[])[],
): readonly IntervalOrReason[] {
  const [first] = models;
  const isShared = models.every(
    ({ item }) =>
      item === first?.item || (item.length === first?.item.length && item.every((i, k) => i === first.item[k])),
  );
  if (!first || !isShared) return shares.map((values) => within(seedMeanInterval(values)));
  const { place, sizes } = presentClusters(first.item, cluster, clusters);
  const units = hasClusters ? "clusters of items" : "items";
  const method =
    models.length > 1 ? `two-way t over seeds and ${units}` : `t over ${units}; one seed, training noise not covered`;
  const counts = models.map((model) => clusterCounts(model, place, sizes.length));
  return shares.map((values, group) => {
    const rows = counts.map((ofSeed, s) => clusterMeans(ofSeed[group]!, sizes, first.n, values[s]!));
    const limits = twoWayInterval(rows).interval;
    return limits ? within(interval(...limits, method)) : { intervalReason: "no variation" };
  });
}

/** Clusters that have items here, numbered anew: per item its number, per number its size. */
function presentClusters(item: Uint32Array, cluster: Uint32Array, clusters: number) {
  const numbers = new Int32Array(clusters).fill(-1);
  const sizes: number[] = [];
  const place = Uint32Array.from(item, (i) => {
    const c = cluster[i]!;
    if (numbers[c]! < 0) numbers[c] = sizes.push(0) - 1;
    sizes[numbers[c]!]!++;
    return numbers[c]!;
  });
  return { place, sizes };
}

function clusterCounts({ n, correctBefore, correctAfter }: MatchedItems, place: Uint32Array, clusters: number) {
  const counts = [0, 1, 2, 3].map(() => new Float64Array(clusters));
  for (let i = 0; i < n; i++) counts[transitionOf(correctBefore[i]!, correctAfter[i]!)]![place[i]!]!++;
  return counts;
}

/** ȳ + (G/N)·Σ_{i∈c}(y_i − ȳ) for every cluster: what `clusterValues` gives, from counts. */
function clusterMeans(counts: Float64Array, sizes: readonly number[], n: number, share: number): number[] {
  const ratio = sizes.length / n;
  return sizes.map((size, c) => share + ratio * (counts[c]! - size * share));
}

function within(limits: IntervalOrReason): IntervalOrReason {
  if (!("interval" in limits)) return limits;
  const { low, high, method } = limits.interval;
  return interval(Math.max(0, low), Math.min(1, high), method);
}
