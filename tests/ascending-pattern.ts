import { randomStream } from "../src/statistics/random-stream.ts";

/** Ascending whole numbers below `different`, so that some are equal. */
export function ascendingPattern(n: number, different: number): number[] {
  const next = randomStream(`pattern/${n}/${different}`, 0);
  return Array.from({ length: n }, () => next() % different).sort((a, b) => a - b);
}
