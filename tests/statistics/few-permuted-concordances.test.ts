import { expect, test } from "vitest";
import { concordance } from "../../src/statistics/concordance.ts";
import { concordanceByBits } from "../../src/statistics/concordance-by-bits.ts";
import { concordanceByPairs, MOST_PAIRED_UNITS } from "../../src/statistics/concordance-by-pairs.ts";
import { permutationTable } from "../../src/statistics/permutation-table.ts";
import { ascendingPattern } from "../ascending-pattern.ts";

// By pairs with a sum that a byte holds, and in words with values that it does not. By bits with less than a word, with words that
// are just full, and with more. The last draws stand in a batch that is not full.
test.each([
  ["pairs", concordanceByPairs, 10, 3],
  ["pairs", concordanceByPairs, 17, 1000],
  ["pairs", concordanceByPairs, 130, 10_000],
  ["bits", concordanceByBits, 12, 4],
  ["bits", concordanceByBits, 32, 12],
  ["bits", concordanceByBits, 66, 30],
] as const)("by %s, |C − D| of each order is that of the ordered values: %#", (_, of, n, different) => {
  const [a, b] = [ascendingPattern(n, different), ascendingPattern(n, different + 1)];
  const sizes = of(a, b);
  const table = permutationTable(n);
  expect(sizes).toHaveLength(99_999);
  const draws = [0, 7, 8, 15, 16, 255, 256, 1023, 1024, 2047, 2048, 99_327, 99_328, 99_998];
  for (let draw = 31; draw < 99_999; draw += 1987) draws.push(draw);
  for (const draw of draws) {
    const drawn = Array.from({ length: n }, (_, i) => b[table[draw * n + i]!]!);
    expect(sizes[draw], `draw ${draw}`).toBe(Math.abs(concordance(a, drawn).difference));
  }
});

test("concordanceByPairs takes as many units as fit, and refuses more", () => {
  const equal = new Array<number>(MOST_PAIRED_UNITS).fill(7);
  expect(concordanceByPairs(equal, equal).every((size) => size === 0)).toBe(true);
  const ascending = Array.from({ length: MOST_PAIRED_UNITS + 1 }, (_, i) => i);
  expect(() => concordanceByPairs(ascending, ascending)).toThrow(
    new RangeError("concordanceByPairs: 257 units, at most 256"),
  );
});
