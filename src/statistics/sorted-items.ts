import { integerOrder } from "./integer-order.ts";

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
  let isIntegers = true;
  for (let i = 0; i < n; i++) {
    const value = confidence[i]!;
    const outcome = correct[i]!;
    if (!(value >= 0 && value <= one) || (outcome !== 0 && outcome !== 1))
      throw new RangeError(`sortItems: item ${i} has confidence ${value} of ${one} and outcome ${outcome}`);
    if (value >>> 0 !== value) isIntegers = false;
  }
  // whole numbers, as billionths are, are sorted by their digits; probabilities by comparison
  const source = isIntegers ? integerOrder(confidence) : orderByComparison(confidence);
  const sorted = new Float64Array(n);
  const outcomes = new Uint8Array(n);
  const ends = new Uint32Array(n);
  let runs = 0;
  for (let k = 0; k < n; k++) {
    const i = source[k]!;
    const value = confidence[i]!;
    if (k > 0 && value !== sorted[k - 1]) ends[runs++] = k;
    sorted[k] = value;
    outcomes[k] = correct[i]!;
  }
  ends[runs++] = n;
  return {
    n,
    confidence: sorted,
    correct: outcomes,
    source,
    tieEnds: ends.slice(0, runs),
    one,
  };
}

/** Equal ones stay in the order given, as `sort` leaves them. */
function orderByComparison(confidence: ArrayLike<number>): Uint32Array {
  return Uint32Array.from({ length: confidence.length }, (_, i) => i).sort((a, b) => confidence[a]! - confidence[b]!);
}
