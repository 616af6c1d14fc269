import type { SortedItems } from "./sorted-items.ts";

/**
 * Doubled, centred mid-ranks 2R − n − 1 of sorted items, in the order in which they were given: integers, so that their sums are
 * exact. Runs of equal confidence share a rank.
 */
export function doubledRanks({ n, source, tieEnds }: SortedItems): Float64Array {
  const ranks = new Float64Array(n);
  let start = 0;
  for (const end of tieEnds) {
    for (let k = start; k < end; k++) ranks[source[k]!] = start + end - n;
    start = end;
  }
  return ranks;
}
