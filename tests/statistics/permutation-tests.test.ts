import fc from "fast-check";
import { expect, test } from "vitest";
import { concordance } from "../../src/statistics/concordance.ts";
import { kendallPermutationTest } from "../../src/statistics/kendall-permutation-test.ts";
import { pearsonPermutationTest } from "../../src/statistics/pearson-permutation-test.ts";
import { permutationTable } from "../../src/statistics/permutation-table.ts";
import { spearmanPermutationTest } from "../../src/statistics/spearman-permutation-test.ts";
import { spearmanTTest } from "../../src/statistics/spearman-t-test.ts";
import { swapTest } from "../../src/statistics/swap-test.ts";

const TESTS = [
  ["spearman", spearmanPermutationTest],
  ["kendall", kendallPermutationTest],
  ["pearson", pearsonPermutationTest],
] as const;

test.each(TESTS)(
  "the exact %s test does not change when the vectors are exchanged, turned over or reordered",
  (_, of) => {
    const units = fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { minLength: 3, maxLength: 9 });
    fc.assert(
      fc.property(units, (rows) => {
        const [x, y] = [rows.map(([value]) => value), rows.map(([, value]) => value)];
        const minus = (values: readonly number[]) => values.map((value) => -value);
        const count = of(x, y)?.count;
        return [
          of(y, x),
          of(minus(x), y),
          of(x, minus(y)),
          of(minus(y), minus(x)),
          of(x.toReversed(), y.toReversed()),
        ].every((other) => other?.count === count);
      }),
      { numRuns: 40 },
    );
  },
);

test.each(TESTS)("the %s test is null for fewer than three units and constant input, and throws on NaN", (_, of) => {
  expect(of([1, 2], [2, 1])).toBeNull();
  expect(of([1, 1, 1, 1], [1, 2, 3, 4])).toBeNull();
  expect(of([1, 2, 3, 4], [0.3, 0.3, 0.3, 0.3])).toBeNull();
  expect(() => of([1, Number.NaN, 3], [1, 2, 3])).toThrow(RangeError);
});

test.each([
  ["ties", 10, 4],
  ["no ties", 12, 1000],
  ["many ties", 26, 5],
])("the sampled Kendall test of %s counts what concordance counts", (_, n, modulus) => {
  const x = Array.from({ length: n }, (_, i) => (i * 37 + 11) % modulus);
  const y = Array.from({ length: n }, (_, i) => (i * i * 17 + 5 * i) % modulus);
  const [a, b] = [x.toSorted((p, q) => p - q), y.toSorted((p, q) => p - q)];
  const observed = Math.abs(concordance(x, y).difference);
  const table = permutationTable(n);
  const shuffled = new Array<number>(n).fill(0);
  let count = 0;
  for (let at = 0; at < table.length; at += n) {
    for (let i = 0; i < n; i++) shuffled[i] = b[table[at + i]!]!;
    if (Math.abs(concordance(a, shuffled).difference) >= observed) count++;
  }
  expect(kendallPermutationTest(x, y)?.count).toBe(count);
  // from memory where there are no ties
  expect(kendallPermutationTest(x, y)?.count).toBe(count);
});

test("200 mixtures are tested as well", () => {
  const x = Array.from({ length: 200 }, (_, i) => i);
  const y = x.map((value) => (value * 61) % 199);
  for (const [, of] of TESTS) expect(of(x, y)).toMatchObject({ total: 99_999, method: "Monte Carlo, 99,999 orders" });
  expect(spearmanPermutationTest(x, x)?.p).toBe(1 / 100_000);
});

test("swapTest above sixteen units draws 99,999 swaps and is near the exact p of sixteen", () => {
  const n = 17;
  const x = Array.from({ length: n }, (_, i) => i);
  const y = x.map((value) => (value * 7) % n);
  const z = x.map((value) => (value % 2 === 0 ? value : value - 1));
  const test17 = swapTest(x, z, x, y)!;
  expect(test17.total).toBe(99_999);
  expect(test17.p).toBe((test17.count + 1) / 100_000);
  const test16 = swapTest(x.slice(0, 16), z.slice(0, 16), x.slice(0, 16), y.slice(0, 16))!;
  expect(test16.total).toBe(65_536);
  expect(Math.abs(test17.p - test16.p)).toBeLessThan(0.05);
});

test("spearmanTTest gives the tabled p of t", () => {
  // t = 0.5·√(18/0.75) = 2.449490 with 18 degrees of freedom
  expect(spearmanTTest(0.5, 20)).toBeCloseTo(0.024769, 5);
  expect(spearmanTTest(-0.5, 20)).toBe(spearmanTTest(0.5, 20));
  expect(spearmanTTest(0, 9)).toBe(1);
});
