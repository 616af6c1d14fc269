import { expect, test } from "vitest";
import { concordance } from "../../src/statistics/concordance.ts";
import { concordanceByBits } from "../../src/statistics/concordance-by-bits.ts";
import { concordanceByPairs, MOST_PAIRED_UNITS } from "../../src/statistics/concordance-by-pairs.ts";
import { permutationTable } from "../../src/statistics/permutation-table.ts";
import { ascendingPattern } from "../ascending-pattern.ts";

// by pairs with the most that fit bytes, in words, and with the most of all; by bits with many words
test.each([
  ["pairs", concordanceByPairs, 127, 40],
  ["pairs", concordanceByPairs, 128, 1000],
  ["pairs", concordanceByPairs, MOST_PAIRED_UNITS, 30],
  ["bits", concordanceByBits, MOST_PAIRED_UNITS + 1, 60],
] as const)("by %s, |C − D| of each order is that of the ordered values: %#", (_, of, n, different) => {
  const [a, b] = [ascendingPattern(n, different), ascendingPattern(n, different + 1)];
  const sizes = of(a, b);
  const table = permutationTable(n);
  expect(sizes).toHaveLength(99_999);
  for (const draw of [0, 1, 7, 8, 15, 16, 1023, 1024, 50_000, 99_327, 99_328, 99_998]) {
    const drawn = Array.from({ length: n }, (_, i) => b[table[draw * n + i]!]!);
    expect(sizes[draw]).toBe(Math.abs(concordance(a, drawn).difference));
  }
});
