import type { SortedItems } from "./sorted-items.ts";
import { sum } from "./sum.ts";

/** The Brier score of the chosen answer: mean (q − y)², in [0, 1]. @see Brier (1950), Monthly Weather Review 78(1), 1–3 */
export function brierScore({ confidence, correct, one }: SortedItems): number {
  return sum(confidence.map((q, k) => (q / one - correct[k]!) ** 2)) / confidence.length;
}
