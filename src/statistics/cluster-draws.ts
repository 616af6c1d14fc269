import { randomBelow } from "./random-below.ts";
import { randomFill } from "./random-fill.ts";

const BLOCK = 256;

/** The item bootstrap of one benchmark: how often each cluster of items is drawn in each replicate. */
export interface ClusterDraws {
  readonly clusters: number;
  readonly replicates: number;
  /** replicates × clusters; each row sums to `clusters` */
  readonly counts: Uint8Array;
}

/**
 * Draws whole clusters with replacement, as many as there are: in each replicate one u32 per cluster from stream `key`, block
 * ⌊replicate/256⌋. All models of a benchmark share these draws, because they share its questions.
 *
 * @param options.key `items/BENCHMARK`
 * @see STATISTICS.md §3, §12
 */
export function clusterDraws(options: {
  readonly key: string;
  readonly clusters: number;
  readonly replicates: number;
}): ClusterDraws {
  const { key, clusters, replicates } = options;
  // a count above 255 of some 10⁵ draws has a chance below 10⁻⁴⁰⁰
  const counts = new Uint8Array(replicates * clusters);
  const drawn = new Uint32Array(clusters);
  let fill = randomFill(key, 0);
  for (let r = 0; r < replicates; r++) {
    if (r % BLOCK === 0) fill = randomFill(key, r / BLOCK);
    fill(drawn);
    const row = r * clusters;
    for (let c = 0; c < clusters; c++) counts[row + randomBelow(drawn[c]!, clusters)]!++;
  }
  return { clusters, replicates, counts };
}
