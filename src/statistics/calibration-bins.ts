import type { SortedItems } from "./sorted-items.ts";
import { sum } from "./sum.ts";

/** Bins of confidence, where no other number is said. */
export const CALIBRATION_BINS = 15;

/** One bin of a reliability diagram: sorted places start…end − 1. */
export interface Bin {
  /** equal mass: 0…bins − 1 in order; equal width: the number of its interval */
  readonly bin: number;
  readonly start: number;
  readonly end: number;
  readonly n: number;
  readonly correct: number;
  /** mean, a probability */
  readonly confidence: number;
  /** share correct */
  readonly accuracy: number;
}

/**
 * Bins of equal mass: cut b at sorted position ⌊b·N/B + ½⌋, moved right past equal values, so that ties share a bin; empty
 * bins vanish.
 *
 * @see STATISTICS.md §9
 */
export function equalMassBins(items: SortedItems, bins = CALIBRATION_BINS): Bin[] {
  const { n, tieEnds } = items;
  const out: Bin[] = [];
  let start = 0;
  let cut = 1;
  const position = (b: number) => Math.floor((2 * b * n + bins) / (2 * bins));
  for (const end of tieEnds) {
    // cut B lies at n: the last end is never passed over
    if (position(cut) > end) continue;
    while (position(cut) <= end) cut++;
    out.push(binOf(items, out.length, start, end));
    start = end;
  }
  return out;
}

/** Bins of equal width (a, b], the first one closed: the first b with q ≤ (b + 1)/B, the edge one double division. */
export function equalWidthBins(items: SortedItems, bins = CALIBRATION_BINS): Bin[] {
  const { n, confidence, one } = items;
  const out: Bin[] = [];
  let start = 0;
  for (let b = 0; b < bins; b++) {
    let end = start;
    while (end < n && confidence[end]! / one <= (b + 1) / bins) end++;
    if (end > start) out.push(binOf(items, b, start, end));
    start = end;
  }
  return out;
}

function binOf({ confidence, correct, one }: SortedItems, bin: number, start: number, end: number): Bin {
  const n = end - start;
  let right = 0;
  for (let k = start; k < end; k++) right += correct[k]!;
  return {
    bin,
    start,
    end,
    n,
    correct: right,
    confidence: sum(confidence.subarray(start, end)) / one / n,
    accuracy: right / n,
  };
}
