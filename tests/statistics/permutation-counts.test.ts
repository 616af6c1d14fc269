import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { kendallPermutationTest } from "../../src/statistics/kendall-permutation-test.ts";
import { midRanks } from "../../src/statistics/mid-ranks.ts";
import { pearsonPermutationTest } from "../../src/statistics/pearson-permutation-test.ts";
import { permutationTable } from "../../src/statistics/permutation-table.ts";
import { doubledRanks, spearmanNull, spearmanPermutationTest } from "../../src/statistics/spearman-permutation-test.ts";
import { allOrders } from "../all-orders.ts";

type Numbers = readonly number[];

/** n·Σxy − Σx·Σy: of whole and half numbers exact in any order. */
function product(x: Numbers, y: Numbers): number {
  let [sx, sy, sxy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    sx += x[i]!;
    sy += y[i]!;
    sxy += x[i]! * y[i]!;
  }
  return x.length * sxy - sx * sy;
}

/** Concordant less discordant pairs. */
function pairs(x: Numbers, y: Numbers): number {
  let total = 0;
  for (let i = 0; i < x.length; i++) for (let j = 0; j < i; j++) total += Math.sign((x[i]! - x[j]!) * (y[i]! - y[j]!));
  return total;
}

const itself = (values: Numbers) => values;
describe.each([
  ["spearman", spearmanPermutationTest, midRanks, product],
  ["kendall", kendallPermutationTest, itself, pairs],
  ["pearson", pearsonPermutationTest, itself, product],
] as const)("%sPermutationTest", (name, of, ranked, statistic) => {
  const walked = (x: Numbers, y: Numbers) => {
    const [u, v] = [ranked(x), ranked(y)];
    const observed = Math.abs(statistic(u, v));
    const orders = allOrders(v);
    const count = orders.filter((order) => Math.abs(statistic(u, order)) >= observed).length;
    return { p: count / orders.length, count, total: orders.length };
  };

  // few values, so many ties
  const value = fc.nat(3);
  test("up to six units it is all orders, ties and all", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 3, maxLength: 6 }), (rows) => {
        const [x, y] = [rows.map(([value]) => value), rows.map(([, value]) => value)];
        if (new Set(x).size > 1 && new Set(y).size > 1) expect(of(x, y)).toMatchObject(walked(x, y));
        else expect(of(x, y)).toBeNull();
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ["no ties", [4, 1, 7, 3, 6, 2, 5], [1, 5, 6, 2, 7, 3, 4]],
    ["one tie", [4, 1, 7, 3, 6, 1, 5], [1, 5, 6, 2, 7, 3, 4]],
    ["ties in both", [4, 1, 4, 3, 4, 1, 5], [1, 5, 6, 2, 6, 3, 1]],
    ["perfect but for ties", [1, 1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6, 6]],
    ["two values", [0, 0, 1, 0, 1, 1, 0], [1, 0, 1, 0, 1, 0, 0]],
  ])("seven units: %s", (_, x, y) => {
    expect(of(x, y)).toEqual({ ...walked(x, y), method: "exact, all 5,040 orders" });
    expect(of(y, x)).toEqual(of(x, y));
  });

  test("nine units are the last of which all orders are taken", () => {
    const x = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    const y = [2, 1, 3, 4, 5, 6, 7, 8, 9];
    const exact = { total: 362_880, method: "exact, all 362,880 orders" };
    expect(of(x, x)).toMatchObject({ count: 2, ...exact });
    // those that exchange two neighbours, as they stand and turned over
    expect(of(x, y)).toMatchObject({ count: 2 * (1 + 8), ...exact });
    expect(of([...x, 10], [...x, 10])).toMatchObject({ total: 99_999, method: "Monte Carlo, 99,999 orders" });
  });

  test("three units are the fewest; constant vectors have no test", () => {
    expect(of([1, 2, 3], [1, 2, 3])).toMatchObject({ count: 2, total: 6 });
    expect(of([1, 2], [2, 1])).toBeNull();
    expect(of([1, 2, 3], [7, 7, 7])).toBeNull();
    expect(of([7, 7, 7], [1, 2, 3])).toBeNull();
  });

  test("an observed 0 leaves all orders as extreme", () => {
    expect(of([1, 2, 3, 4], [1, 2, 2, 1])).toMatchObject({ p: 1, count: 24 });
  });

  test.each([
    ["ties", [3, 1, 4, 1, 5, 9, 2, 6, 5, 3], [2, 7, 1, 8, 2, 8, 1, 8, 2, 8]],
    ["no ties", [3, 1, 4, 11, 5, 9, 2, 6, 7, 8], [2, 7, 1, 9, 4, 8, 3, 10, 6, 5]],
    ["other values", [3, 1, 4, 12, 5, 10, 2, 6, 7, 8], [1, 7, 2, 8, 4, 9, 3, 10, 6, 5]],
  ])("ten units: each of 99,999 random orders is counted, %s", (_, x, y) => {
    const [a, b] = [ranked(x), ranked(y)].map((values) =>
      name === "pearson" ? values : values.toSorted((p, q) => p - q),
    );
    const observed = Math.abs(statistic(ranked(x), ranked(y)));
    const table = permutationTable(10);
    const drawn = new Array<number>(10).fill(0);
    let count = 0;
    for (let at = 0; at < table.length; at += 10) {
      for (let i = 0; i < 10; i++) drawn[i] = b![table[at + i]!]!;
      if (Math.abs(statistic(a!, drawn)) >= observed) count++;
    }
    expect(of(x, y)).toMatchObject({ count, total: 99_999, p: (count + 1) / 100_000 });
  });

  test("what is no pairs of numbers is refused by name", () => {
    const own = `${name}PermutationTest`;
    expect(() => of([1, 2, 3], [1, 2])).toThrow(new RangeError(`${own}: 3 values of x, 2 of y`));
    expect(() => of([1, Number.NaN, 3], [1, 2, 3])).toThrow(new RangeError(`${own}: x holds NaN`));
  });
});

test("doubledRanks are whole and centred on 0", () => {
  expect(doubledRanks([30, 10, 20, 20])).toEqual([3, -3, 0, 0]);
  expect(doubledRanks([0.5])).toEqual([0]);
});

test("spearmanNull: all orders of three, remembered for every pair of patterns", () => {
  const untied = spearmanNull([-2, 0, 2], [-2, 0, 2]);
  // 8, 4 twice, −4 twice, −8
  expect(untied.low).toBe(-8);
  expect([...untied.counts]).toEqual([1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 1]);
  const tied = spearmanNull([-2, 1, 1], [-2, 0, 2]);
  expect([tied.low, ...tied.counts]).toEqual([-6, 2, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 2]);
  expect(spearmanNull([-2, 0, 2], [-2, 0, 2])).toBe(untied);
});

describe("pearsonPermutationTest", () => {
  test("sums within 1e−12 of the largest attainable are equal", () => {
    // |T| is the difference of the outer two: 1 + ε as it stands, else 1 or 2 + ε; the largest attainable is 2
    const count = (epsilon: number) => pearsonPermutationTest([0, 1, 2], [1, 0, 2 + epsilon])!.count;
    expect([0, 1.9e-12, 2.1e-12, 1e-9].map(count)).toEqual([6, 6, 4, 4]);
  });

  // T is the second value less the first; the largest sum is 2, so that 2e−12 is the last difference that counts as none
  const spread = (n: number, ...values: Numbers) => [...values, ...new Array<number>(n - values.length).fill(0)];
  test("sums that are less by 1e−12 of the largest, to the last bit, are equal", () => {
    const exact = (n: number, ...y: Numbers) => pearsonPermutationTest(spread(n, -1, 1), spread(n, ...y))!.p;
    expect(exact(5, -2e-12, 2e-12, 1, -1)).toBe(1);
    expect(exact(6, 0, 2e-12, 1, -1, -2e-12)).toBe(1);
    const y = spread(10, -2e-12, 2e-12, 1, -1);
    const table = permutationTable(10);
    let count = 0;
    for (let at = 0; at < table.length; at += 10) if (y[table[at]!] !== y[table[at + 1]!]) count++;
    expect(pearsonPermutationTest(spread(10, -1, 1), y)).toMatchObject({ count, total: 99_999 });
  });

  test("huge and tiny values have the test of those of middling size", () => {
    const [x, y] = [
      [1, 2, 3, 5, 4, 0],
      [3, 1, 4, 1, 5, 3],
    ];
    const { count } = pearsonPermutationTest(x, y)!;
    expect(count).toBeGreaterThan(2);
    for (const power of [-1074, -1000, 900, 1021]) {
      const sized = (values: Numbers) => values.map((value) => value * 2 ** power);
      expect(pearsonPermutationTest(sized(x), y)?.count, `2^${power}`).toBe(count);
      expect(pearsonPermutationTest(y, sized(x))?.count, `2^${power}`).toBe(count);
    }
  });
});

test("kendallPermutationTest takes more units than can be taken pair by pair", () => {
  const x = Array.from({ length: 257 }, (_, i) => i);
  expect(kendallPermutationTest(x, x)).toMatchObject({ count: 0, p: 1 / 100_000 });
});
