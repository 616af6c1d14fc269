import { shuffledClusters } from "../statistics/shuffled-clusters.ts";
import type { BenchmarkItems } from "../study/study.ts";

const FOLDS = 5;

/** The clusters of a benchmark dealt into folds. */
export interface ItemFolds {
  /** per item of the benchmark */
  readonly foldOf: Uint8Array;
  readonly folds: number;
}

/** Clusters in one random order, dealt round: folds differ by one cluster at most. Null for a single cluster. */
export function itemFolds(benchmark: string, { cluster, clusters }: BenchmarkItems): ItemFolds | null {
  if (clusters < 2) return null;
  const order = shuffledClusters({ key: `folds/${benchmark}`, clusters, orders: 1 });
  const folds = Math.min(FOLDS, clusters);
  const ofCluster = new Uint8Array(clusters);
  order.forEach((c, place) => {
    ofCluster[c] = place % folds;
  });
  return { foldOf: Uint8Array.from(cluster, (c) => ofCluster[c]!), folds };
}

/** The fold of each item of a model. */
export function foldsOfItems(item: Uint32Array, { foldOf }: ItemFolds): Uint8Array {
  const fold = new Uint8Array(item.length);
  for (let i = 0; i < fold.length; i++) fold[i] = foldOf[item[i]!]!;
  return fold;
}
