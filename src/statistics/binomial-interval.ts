import { clopperPearsonInterval } from "./clopper-pearson-interval.ts";
import { wilsonInterval } from "./wilson-interval.ts";

/** Below this Wilson's interval may cover less than it says. */
const FEW = 10;

/** The interval of a share, and what it is called. */
export interface BinomialInterval {
  readonly low: number;
  readonly high: number;
  readonly method: "Wilson" | "Clopper–Pearson";
}

/**
 * The interval of a proportion: Wilson's, and with fewer than ten items the exact one of Clopper and Pearson. Successes need not be
 * whole: the mean share of several models that answered the same n items is taken for one model's, which is the wider.
 *
 * @returns null for no items
 * @see STATISTICS.md §9
 */
export function binomialInterval(successes: number, n: number): BinomialInterval | null {
  const limits = n < FEW ? clopperPearsonInterval(successes, n) : wilsonInterval(successes, n);
  return limits && { low: limits[0], high: limits[1], method: n < FEW ? "Clopper–Pearson" : "Wilson" };
}
