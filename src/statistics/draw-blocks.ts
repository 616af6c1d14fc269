import type { ClusterDraws } from "./cluster-draws.ts";
import { LANES } from "./running-sums-code.ts";

const known = new WeakMap<ClusterDraws, Uint8Array>();

/**
 * The counts of draws in blocks of as many replicates as `runningSums` adds up at once: of each block, for each cluster its counts
 * side by side. Replicates that are missing from the last block draw nothing. Made once for draws that many models share.
 *
 * @returns blocks × clusters × LANES
 */
export function drawBlocks(draws: ClusterDraws): Uint8Array {
  const made = known.get(draws) ?? blocksOf(draws);
  known.set(draws, made);
  return made;
}

function blocksOf({ clusters, replicates, counts }: ClusterDraws): Uint8Array {
  const blocks = new Uint8Array(Math.ceil(replicates / LANES) * clusters * LANES);
  for (let r = 0, from = 0; r < replicates; r++) {
    const lane = r % LANES;
    const to = (r - lane) * clusters + lane;
    for (let c = 0; c < clusters; c++) blocks[to + c * LANES] = counts[from++]!;
  }
  return blocks;
}
