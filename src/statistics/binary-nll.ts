import type { SortedItems } from "./sorted-items.ts";
import { sum } from "./sum.ts";

/** Negative log-likelihood of one outcome in nats, the probability clipped to [1e−15, 1 − 1e−15]. */
export function outcomeNll(q: number, correct: number): number {
  const clipped = Math.max(1e-15, Math.min(1 - 1e-15, q));
  return correct === 1 ? -Math.log(clipped) : -Math.log1p(-clipped);
}

/** Mean negative log-likelihood of "the chosen answer is right", in nats. */
export function binaryNll({ confidence, correct, one }: SortedItems): number {
  return sum(confidence.map((q, k) => outcomeNll(q / one, correct[k]!))) / confidence.length;
}
