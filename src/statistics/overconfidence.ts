import type { SortedItems } from "./sorted-items.ts";
import { sum } from "./sum.ts";

/** The signed gap: mean confidence − accuracy, in [−1, 1]; positive where a model claims more than it knows. */
export function overconfidence({ confidence, correct, one, n }: SortedItems): number {
  return sum(confidence) / one / n - correct.reduce((count, y) => count + y, 0) / n;
}
