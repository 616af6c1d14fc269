import { firstAtLeast } from "./first-at-least.ts";

/** Counts the random orders with |T| ≥ bound, for two ascending patterns of doubled, centred ranks. */
export type SampledNull = (a: readonly number[], b: readonly number[], bound: number) => number;

/**
 * The Monte Carlo null distribution of a rank statistic. Without ties it depends on n alone: sorted and remembered, one table
 * for all tests on n units. With ties there are too many patterns to keep, and counting once is cheaper than sorting.
 *
 * @param sizesOf |T| of every random order, place i of pattern a taking the element of b that the order names
 */
export function sampledNull(sizesOf: (a: readonly number[], b: readonly number[]) => Float64Array): SampledNull {
  const known = new Map<number, Float64Array>();
  return (a, b, bound) => {
    if (!isUntied(a) || !isUntied(b))
      return sizesOf(a, b).reduce((count, size) => (size >= bound ? count + 1 : count), 0);
    const sorted = known.get(a.length) ?? sizesOf(a, b).sort();
    known.set(a.length, sorted);
    return sorted.length - firstAtLeast(sorted, bound);
  };
}

function isUntied(ascending: readonly number[]): boolean {
  return ascending.every((value, i) => value !== ascending[i - 1]);
}
