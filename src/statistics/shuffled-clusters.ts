import { randomBelow } from "./random-below.ts";
import { randomStream } from "./random-stream.ts";

const BLOCK = 256;

/**
 * The clusters of a benchmark in random orders (Fisher and Yates), one after the other from stream `key`, order k from block
 * ⌊k/256⌋: what splits and folds are cut from.
 *
 * @param options.key `split/BENCHMARK` or `folds/BENCHMARK`
 * @returns orders × clusters, row by row a permutation of 0…clusters − 1
 * @see STATISTICS.md §12
 */
export function shuffledClusters(options: {
  readonly key: string;
  readonly clusters: number;
  readonly orders: number;
}): Uint32Array {
  const { key, clusters, orders } = options;
  const out = new Uint32Array(orders * clusters);
  let next = randomStream(key, 0);
  for (let k = 0; k < orders; k++) {
    if (k % BLOCK === 0) next = randomStream(key, k / BLOCK);
    const row = out.subarray(k * clusters, (k + 1) * clusters);
    for (let c = 0; c < clusters; c++) row[c] = c;
    for (let c = clusters - 1; c > 0; c--) {
      const other = randomBelow(next(), c + 1);
      const kept = row[c]!;
      row[c] = row[other]!;
      row[other] = kept;
    }
  }
  return out;
}
