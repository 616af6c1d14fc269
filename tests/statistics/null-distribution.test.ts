import fc from "fast-check";
import { expect, test } from "vitest";
import { bitCount, countAtLeast, orderDistribution } from "../../src/statistics/null-distribution.ts";
import { allOrders } from "../all-orders.ts";

test("orderDistribution counts what walking all orders gives, from the least sum to the largest", () => {
  const gains = fc.integer({ min: 0, max: 5 }).chain((n) =>
    fc.array(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: n, maxLength: n }), {
      minLength: n,
      maxLength: n,
    }),
  );
  fc.assert(
    fc.property(gains, (table) => {
      const n = table.length;
      const paths = allOrders(table.map((_, element) => element)).map((order) => {
        let sum = 0;
        return [0, ...order.map((element, place) => (sum += table[place]![element]!))];
      });
      const bound = Math.max(...paths.flat().map(Math.abs));
      const sums = paths.map((path) => path.at(-1)!);
      const low = Math.min(...sums);
      const counts = new Array<number>(Math.max(...sums) - low + 1).fill(0);
      for (const sum of sums) counts[sum - low]!++;
      const gain = (used: number, element: number) => {
        if (used < 0 || used >= 2 ** n || element >= n)
          throw new RangeError(`${element} after ${used}: only ${n} elements`);
        if ((used >> element) & 1) throw new RangeError(`${element} is in ${used} already`);
        return table[bitCount(used)]![element]!;
      };
      expect(orderDistribution(n, gain, bound)).toEqual({ low, counts: Float64Array.from(counts) });
    }),
  );
});

test("orderDistribution: inversions of four, and sums that are all as small or as large as the bound", () => {
  const inversions = orderDistribution(4, (used, element) => bitCount(used >> element), 6);
  expect(inversions).toEqual({ low: 0, counts: Float64Array.of(1, 3, 5, 6, 5, 3, 1) });
  for (const step of [-1, 1])
    expect(orderDistribution(4, () => step, 4)).toEqual({ low: 4 * step, counts: Float64Array.of(24) });
});

test("orderDistribution of twelve, the most, counts every order", () => {
  const { counts } = orderDistribution(12, (used, element) => (bitCount(used) === element ? 1 : 0), 12);
  expect(counts.reduce((total, count) => total + count, 0)).toBe(479_001_600);
  // derangements, and the one order that leaves all in place
  expect([counts[0], counts[11], counts[12]]).toEqual([176_214_841, 0, 1]);
});

test("countAtLeast counts both tails, each with its end", () => {
  const distribution = { low: -2, counts: Float64Array.of(1, 2, 4, 8, 16, 32) };
  expect([0, 1, 2, 3, 4].map((bound) => countAtLeast(distribution, bound))).toEqual([63, 59, 49, 32, 0]);
  expect(countAtLeast({ low: 2, counts: Float64Array.of(5, 7) }, 3)).toBe(7);
});

test("bitCount of none, one, all and the sign bit alone", () => {
  expect([0, 1, 6, 255, -1, -(2 ** 31)].map(bitCount)).toEqual([0, 1, 2, 8, 32, 1]);
});
