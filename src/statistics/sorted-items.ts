/** Items of one model on one benchmark in ascending order of confidence; rows with equal confidence stand together. */
export interface SortedItems {
  readonly n: number;
  /** in units where `one` is probability 1 */
  readonly confidence: Float64Array;
  /** 0 or 1 */
  readonly correct: Uint8Array;
  /** index of each sorted place in the order that was given */
  readonly source: Uint32Array;
  /** first place after each run of equal confidences, ascending; the last is n */
  readonly tieEnds: Uint32Array;
  readonly one: number;
}

/**
 * Sorts items by confidence. All measures work on runs of equal confidence, so the order of rows cannot matter.
 *
 * @param confidence per item, in [0, one]; @param correct per item 0 or 1
 * @param one the number that means probability 1: 1, or 10⁹ for integer units, whose sums are exact
 * @throws {RangeError} on unequal lengths, no items, or values out of range
 */
export function sortItems(confidence: ArrayLike<number>, correct: ArrayLike<number>, one = 1): SortedItems {
  const n = confidence.length;
  if (n === 0 || n !== correct.length) throw new RangeError(`sortItems: ${n} confidences, ${correct.length} outcomes`);
  for (let i = 0; i < n; i++)
    if (!(confidence[i]! >= 0 && confidence[i]! <= one) || (correct[i] !== 0 && correct[i] !== 1))
      throw new RangeError(`sortItems: item ${i} has confidence ${confidence[i]} of ${one} and outcome ${correct[i]}`);
  const source = Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => confidence[a]! - confidence[b]! || a - b);
  const sorted = Float64Array.from(source, (i) => confidence[i]!);
  const ends: number[] = [];
  for (let k = 1; k <= n; k++) if (k === n || sorted[k] !== sorted[k - 1]) ends.push(k);
  return {
    n,
    confidence: sorted,
    correct: Uint8Array.from(source, (i) => correct[i]!),
    source,
    tieEnds: Uint32Array.from(ends),
    one,
  };
}
