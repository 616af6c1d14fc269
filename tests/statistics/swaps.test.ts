import { expect, test } from "vitest";
import { midRanks } from "../../src/statistics/mid-ranks.ts";
import { pearson } from "../../src/statistics/pearson.ts";
import { randomStream } from "../../src/statistics/random-stream.ts";
import { spearman } from "../../src/statistics/spearman.ts";
import { swapTest } from "../../src/statistics/swap-test.ts";
import { maskBytes, swaps } from "../../src/statistics/swaps.ts";

type Numbers = readonly number[];

const isSwapped = (mask: Uint8Array, unit: number) => ((mask[unit >> 3]! >> (unit & 7)) & 1) === 1;

/** |Σ ±weight|: what is exchanged changes its sign. */
const sizeOf = (weights: Numbers) => (mask: Uint8Array) => {
  if (mask.length !== Math.ceil(weights.length / 8)) throw new RangeError(`${mask.length} bytes`);
  let total = 0;
  for (let unit = 0; unit < weights.length; unit++) total += isSwapped(mask, unit) ? -weights[unit]! : weights[unit]!;
  return Math.abs(total);
};

test("maskBytes: eight units to a byte", () => {
  expect([0, 1, 8, 9, 16, 17].map(maskBytes)).toEqual([0, 1, 1, 2, 2, 3]);
});

test.each([1, 2, 7, 8, 9, 12])("swaps of %d units are all of them, each counted once", (n) => {
  const weights = Array.from({ length: n }, (_, i) => ((i * 37 + 20) % 11) - 3);
  const observed = Math.abs(weights.reduce((total, weight) => total + weight, 0));
  let sums = [0];
  for (const weight of weights) sums = sums.flatMap((sum) => [sum + weight, sum - weight]);
  const count = sums.filter((sum) => Math.abs(sum) >= observed).length;
  const total = 2 ** n;
  expect(swaps(n, sizeOf(weights))).toMatchObject({ count, total, p: count / total });
});

test("swaps: all up to sixteen units, which the method says", () => {
  expect(swaps(16, () => 0)).toEqual({
    p: 1,
    count: 65_536,
    total: 65_536,
    method: "swap test, exact, all 65,536 swaps",
  });
  expect(swaps(17, () => 0)).toEqual({
    p: 1,
    count: 99_999,
    total: 99_999,
    method: "swap test, Monte Carlo, 99,999 swaps",
  });
});

test("swaps: what is below the observed size by 1e−9 or less is as extreme", () => {
  // the first of the masks is asked twice: as what is observed, and as the one of all that swaps nothing
  const observedThen = (first: number, other: number) => (mask: Uint8Array) => (mask.some(Boolean) ? other : first);
  expect(swaps(3, observedThen(1, 1 - 9e-10)).count).toBe(8);
  expect(swaps(3, observedThen(1e-9, 0)).count).toBe(8);
  expect(swaps(3, observedThen(1, 1 - 1.1e-9)).count).toBe(2);
  expect(swaps(17, observedThen(1e-9, 0)).count).toBe(99_999);
  expect(swaps(40, observedThen(1, 0.999))).toMatchObject({ count: 0, p: 1 / 100_000 });
});

test.each([17, 24, 17])("swaps of %d units are drawn from their own stream, a block of it for 256 draws", (n) => {
  const weights = Array.from({ length: n }, (_, i) => ((i * 37 + 20) % 11) - 3);
  const size = sizeOf(weights);
  const masks: Uint8Array[] = [];
  const test = swaps(n, (mask) => {
    masks.push(mask.slice());
    return size(mask);
  });
  const [observed, ...drawn] = masks;
  expect([...observed!]).toEqual([0, 0, 0]);
  expect(drawn).toHaveLength(99_999);
  for (const block of [0, 1, 200, 390]) {
    const next = randomStream(`swaps/${n}`, block);
    for (const mask of drawn.slice(256 * block, 256 * (block + 1))) {
      const bits = Array.from({ length: n }, () => Number(next() >= 2 ** 31));
      const bytes = [0, 8, 16].map((at) => bits.slice(at, at + 8).reduce((byte, bit, k) => byte + bit * 2 ** k, 0));
      expect([...mask]).toEqual(bytes);
    }
  }
  const count = drawn.filter((mask) => size(mask) >= size(observed!)).length;
  expect(test).toMatchObject({ count, p: (count + 1) / 100_000 });
});

const numbers = (key: string, n: number, different: number) => {
  const next = randomStream(key, 0);
  return Array.from({ length: n }, () => next() % different);
};

/** As swapTest is defined, one swap after another. */
function swappedRanks(x1: Numbers, y1: Numbers, x2: Numbers, y2: Numbers) {
  const [u1, v1, u2, v2] = [midRanks(x1), midRanks(y1), midRanks(x2), midRanks(y2)];
  const chosen = (mask: Uint8Array, own: Numbers, other: Numbers) =>
    own.map((rank, unit) => (isSwapped(mask, unit) ? other[unit]! : rank));
  const test = swaps(x1.length, (mask) => {
    const first = pearson(chosen(mask, u1, u2), chosen(mask, v1, v2));
    const second = pearson(chosen(mask, u2, u1), chosen(mask, v2, v1));
    return first === null || second === null ? 0 : Math.abs(first - second);
  });
  return { ...test, difference: spearman(x1, y1)! - spearman(x2, y2)! };
}

test.each([
  [4, 1000],
  [5, 3],
  [7, 2],
  [8, 1000],
  [9, 4],
  [10, 1000],
])("swapTest of %d units with values below %d is Pearson's r of ranks whose units change sides", (n, different) => {
  const of = (name: string) => numbers(`swap/${name}/${n}`, n, different);
  const [x1, y1, x2, y2] = [of("x1"), of("y1"), of("x2"), of("y2")];
  expect(swapTest(x1, y1, x2, y2)).toEqual(swappedRanks(x1, y1, x2, y2));
});

test("swapTest: a swap that makes a side constant counts 0", () => {
  const sides = [
    [1, 1, 2, 2],
    [1, 2, 3, 4],
    [2, 2, 1, 1],
    [1, 2, 4, 3],
  ] as const;
  expect(swapTest(...sides)).toEqual(swappedRanks(...sides));
  expect(swapTest(...sides)!.count).toBeLessThan(16);
});

test("swapTest is null where either correlation is undefined, and names itself", () => {
  const [x, y] = [
    [1, 2, 3, 4],
    [2, 1, 4, 3],
  ];
  const constant = [5, 5, 5, 5];
  expect(swapTest(x, constant, x, y)).toBeNull();
  expect(swapTest(x, y, constant, y)).toBeNull();
  expect(swapTest([1, 2], [2, 1], [1, 2], [1, 2])).toBeNull();
  expect(swapTest(x, y, x, y)).toMatchObject({ p: 1, difference: 0 });
  expect(() => swapTest(x, y, x.slice(1), y.slice(1))).toThrow(new RangeError("swapTest: 4 values of x, 3 of y"));
});
