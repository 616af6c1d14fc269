import type { SortedItems } from "./sorted-items.ts";
import { sum } from "./sum.ts";

/** The Brier score of the chosen answer: mean (q − y)², in [0, 1]. @see Brier (1950), Monthly Weather Review 78(1), 1–3 */
export function brierScore({ confidence, correct, one }: SortedItems): number {
  const squares = new Float64Array(confidence.length);
  for (let k = 0; k < squares.length; k++) {
    const gap = confidence[k]! / one - correct[k]!;
    squares[k] = gap * gap;
  }
  return sum(squares) / squares.length;
}
