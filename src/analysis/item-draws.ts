import { type ClusterDraws, clusterDraws } from "../statistics/cluster-draws.ts";
import { drawnItems } from "../statistics/drawn-items.ts";
import type { CalibrationBenchmark } from "./calibration-task.ts";

const REPLICATES = 1000;
/** Draws are remembered up to this many bytes; beyond, they are made again when needed, the same. */
const BUDGET = 64e6;

/** The draws of a benchmark, and how many items each replicate draws where all items are answered. */
export interface ItemDraws {
  readonly draws: ClusterDraws;
  /** for a model with these items: their numbers in the benchmark */
  readonly totals: (item: Uint32Array) => Int32Array;
  /** the clusters that they were made for */
  readonly cluster: Uint32Array;
}

const known = new Map<string, ItemDraws>();
let bytes = 0;

/** The item bootstrap of a benchmark: 1,000 replicates from stream `items/BENCHMARK`, the same for every model. */
export function itemDraws({ id, cluster, clusters }: CalibrationBenchmark): ItemDraws {
  const found = known.get(id);
  // two studies in one process may cluster the items of a benchmark in different ways
  if (found?.draws.clusters === clusters && isSame(found.cluster, cluster)) return found;
  const draws = clusterDraws({ key: `items/${id}`, clusters, replicates: REPLICATES });
  const sizesOf = (items: ArrayLike<number>) => {
    const sizes = new Uint32Array(clusters);
    for (let i = 0; i < items.length; i++) sizes[cluster[items[i]!]!]!++;
    return sizes;
  };
  const complete = drawnItems(sizesOf(Uint32Array.from(cluster, (_, i) => i)), draws);
  const made: ItemDraws = {
    draws,
    cluster,
    totals: (item) => (item.length === cluster.length ? complete : drawnItems(sizesOf(item), draws)),
  };
  bytes += draws.counts.length;
  if (bytes <= BUDGET) known.set(id, made);
  return made;
}

function isSame(a: Uint32Array, b: Uint32Array): boolean {
  return a === b || (a.length === b.length && a.every((value, i) => value === b[i]));
}
