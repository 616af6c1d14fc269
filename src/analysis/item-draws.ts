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
}

const known = new Map<string, ItemDraws>();
let bytes = 0;

/** The item bootstrap of a benchmark: 1,000 replicates from stream `items/BENCHMARK`, the same for every model. */
export function itemDraws({ id, cluster, clusters }: CalibrationBenchmark): ItemDraws {
  const key = `${id}/${clusters}/${cluster.length}`;
  const found = known.get(key);
  if (found?.draws.clusters === clusters) return found;
  const draws = clusterDraws({ key: `items/${id}`, clusters, replicates: REPLICATES });
  const sizesOf = (items: ArrayLike<number>) => {
    const sizes = new Uint32Array(clusters);
    for (let i = 0; i < items.length; i++) sizes[cluster[items[i]!]!]!++;
    return sizes;
  };
  const complete = drawnItems(sizesOf(Uint32Array.from(cluster, (_, i) => i)), draws);
  const made: ItemDraws = {
    draws,
    totals: (item) => (item.length === cluster.length ? complete : drawnItems(sizesOf(item), draws)),
  };
  bytes += draws.counts.length;
  if (bytes <= BUDGET) known.set(key, made);
  return made;
}
