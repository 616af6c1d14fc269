import fc from "fast-check";
import { expect, test } from "vitest";
import { auroc } from "../../src/statistics/auroc.ts";
import { clusterDraws } from "../../src/statistics/cluster-draws.ts";
import { doubledRanks } from "../../src/statistics/doubled-ranks.ts";
import { drawnSums } from "../../src/statistics/drawn-sums.ts";
import { midRanks } from "../../src/statistics/mid-ranks.ts";
import { pearson } from "../../src/statistics/pearson.ts";
import { pearsonRows } from "../../src/statistics/pearson-rows.ts";
import { shuffledClusters } from "../../src/statistics/shuffled-clusters.ts";
import { sortBillionths } from "../../src/statistics/sort-billionths.ts";
import { sortItems } from "../../src/statistics/sorted-items.ts";
import { spearman } from "../../src/statistics/spearman.ts";
import { spearmanRows } from "../../src/statistics/spearman-rows.ts";

const confidences = fc.array(fc.tuple(fc.oneof(fc.nat(4), fc.nat(1_000_000_000)), fc.nat(1)), {
  minLength: 1,
  maxLength: 70,
});

test("spearmanRows is Spearman's ρ of every row, whether it counts or sorts, with ties", () => {
  fc.assert(
    fc.property(fc.constantFrom(3, 9, 24, 25, 40), fc.nat(3), fc.infiniteStream(fc.nat(12)), (n, more, stream) => {
      const draw = () => Float64Array.from({ length: 3 * n }, () => (stream.next().value ?? 0) >> more);
      const [x, y] = [draw(), draw()];
      const rows = spearmanRows(x, y, n);
      for (let r = 0; r < 3; r++) {
        const expected = spearman([...x.subarray(r * n, r * n + n)], [...y.subarray(r * n, r * n + n)]);
        if (expected === null) expect(rows[r]).toBeNaN();
        else expect(rows[r]).toBeCloseTo(expected, 12);
      }
    }),
  );
});

test("pearsonRows is Pearson's r of every row; a constant row, or one with a NaN, is undefined", () => {
  const value = fc.oneof(fc.double({ min: -1, max: 1, noNaN: true }), fc.constantFrom(0.25, 0.5));
  fc.assert(
    fc.property(fc.integer({ min: 3, max: 20 }), fc.infiniteStream(value), (n, stream) => {
      const [x, y] = [0, 1].map(() => Float64Array.from({ length: 4 * n }, () => round(stream.next().value)));
      x!.fill(0.3, n, 2 * n);
      y![3 * n] = Number.NaN;
      const rows = pearsonRows(x!, y!, n);
      for (const r of [0, 2]) {
        const [a, b] = [x!, y!].map((all) => [...all.subarray(r * n, (r + 1) * n)]);
        const expected = pearson(a!, b!);
        if (expected === null) expect(rows[r]).toBeNaN();
        else expect(rows[r]).toBeCloseTo(expected, 12);
      }
      expect([rows[1], rows[3]]).toEqual([Number.NaN, Number.NaN]);
    }),
  );
  expect(() => pearsonRows(new Float64Array(6), new Float64Array(3), 3)).toThrow(RangeError);
});

/** At six decimals: what is nearly constant is either constant or well apart. */
function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

test("spearmanRows marks a row that is constant or holds a NaN, and refuses unequal shapes", () => {
  const x = Float64Array.of(1, 2, 3, 5, 5, 5, 1, Number.NaN, 3);
  const y = Float64Array.of(2, 1, 3, 1, 2, 3, 1, 2, 3);
  expect([...spearmanRows(x, y, 3)]).toEqual([0.5, Number.NaN, Number.NaN]);
  expect(() => spearmanRows(x, y.subarray(3), 3)).toThrow(RangeError);
});

test("drawnSums adds each column as often as its clusters are drawn: packed counts, large and broken numbers alike", () => {
  const draws = clusterDraws({ key: "items/x", clusters: 23, replicates: 300 });
  const column = (of: (c: number) => number) => Float64Array.from({ length: 23 }, (_, c) => of(c));
  const sums = [
    ...[1, 2, 3, 4, 5, 6, 7].map((k) => column((c) => (c * k) % 13)), // several to a double
    column((c) => c * 9_000_000_000_007), // a double of its own
    column((c) => (c % 5) * 1_000_000_000),
    column((c) => Math.sin(c)), // no whole numbers
    column(() => 0),
    column((c) => c % 2),
  ];
  const result = drawnSums(sums, draws);
  for (let r = 0; r < 300; r++)
    sums.forEach((values, k) => {
      const expected = values.reduce((total, value, c) => total + draws.counts[r * 23 + c]! * value, 0);
      if (k === 9) expect(result[r * sums.length + k]).toBeCloseTo(expected, 10);
      else expect(result[r * sums.length + k]).toBe(expected);
    });
  expect(drawnSums([], draws)).toHaveLength(0);
  expect(() => drawnSums([new Float64Array(22)], draws)).toThrow(
    new RangeError("drawnSums: every column has one sum for each of 23 clusters"),
  );
});

test("drawnSums stays exact up to the last bit that a double holds", () => {
  const draws = clusterDraws({ key: "items/y", clusters: 4, replicates: 200 });
  const halves = [2 ** 24 - 1, 2 ** 24 - 1].map((most) => Float64Array.of(most, most, most, most)); // 27 and 26 bits
  const result = drawnSums([...halves, Float64Array.of(1, 0, 0, 0)], draws);
  for (let r = 0; r < 200; r++) {
    expect([result[3 * r], result[3 * r + 1]]).toEqual([4 * (2 ** 24 - 1), 4 * (2 ** 24 - 1)]);
    expect(result[3 * r + 2]).toBe(draws.counts[4 * r]);
  }
});

test("drawnSums: columns of which nothing can be packed, of one kind each, more than one pass adds up", () => {
  const clusters = 8;
  const draws = clusterDraws({ key: "items/z", clusters, replicates: 50 });
  const column = (of: (c: number) => number) => Float64Array.from({ length: clusters }, (_, c) => of(c));
  for (const of of [
    (k: number, c: number) => -1 - ((c * k) % 5), // whole numbers below 0
    (k: number, c: number) => ((c * k) % 7) + (c % 2 === 0 ? 0.25 : 0.75), // fractions above 0, whose sums are exact
    (k: number, c: number) => (c % 2 === 0 ? 1.5 : -2) * k,
    (k: number, c: number) => (k % 2 === 0 ? -1 : 1) * c, // each beside one of counts
  ]) {
    const sums = Array.from({ length: 15 }, (_, k) => column((c) => of(k, c)));
    const result = drawnSums(sums, draws);
    const expected = Array.from({ length: 50 }, (_, r) =>
      sums.map((values) => values.reduce((total, value, c) => total + draws.counts[r * clusters + c]! * value, 0)),
    );
    expect([...result]).toEqual(expected.flat().map((value) => value + 0));
  }
});

test("drawnSums: a sum that is a power of two does not reach into the next column", () => {
  const draws = clusterDraws({ key: "items/y", clusters: 4, replicates: 20 });
  const sums = [1, 2, 1, 0, 4, 1].map((value) => new Float64Array(4).fill(value));
  const row = [4, 8, 4, 0, 16, 4];
  expect([...drawnSums(sums, draws)]).toEqual(Array.from({ length: 20 }, () => row).flat());
});

test("drawnSums: a missing number spoils the replicates alone that draw its cluster", () => {
  const draws = clusterDraws({ key: "items/m", clusters: 5, replicates: 100 });
  const result = drawnSums([Float64Array.of(1, 1, Number.NaN, 1, 1), new Float64Array(5).fill(1)], draws);
  for (let r = 0; r < 100; r++)
    expect([result[2 * r], result[2 * r + 1]]).toEqual([draws.counts[5 * r + 2] === 0 ? 5 : Number.NaN, 5]);
});

test("sortBillionths gives the very same as sortItems", () => {
  fc.assert(
    fc.property(confidences, (rows) => {
      const [q, y] = [rows.map(([value]) => value), rows.map(([, outcome]) => outcome)];
      expect(sortBillionths(q, y)).toEqual(sortItems(q, y, 1e9));
    }),
  );
  expect(() => sortBillionths([], [])).toThrow(RangeError);
  expect(() => sortBillionths([1, 2], [1])).toThrow(RangeError);
});

test("doubledRanks are 2R − n − 1 of the mid-ranks, in the order that was given", () => {
  fc.assert(
    fc.property(confidences, (rows) => {
      const q = rows.map(([value]) => value);
      const expected = midRanks(q).map((rank) => 2 * rank - q.length - 1);
      expect([...doubledRanks(sortBillionths(q, new Uint8Array(q.length)))]).toEqual(expected);
    }),
  );
});

test("the rank sum of the right answers is the AUROC", () => {
  fc.assert(
    fc.property(confidences, (rows) => {
      const [q, y] = [rows.map(([value]) => value), rows.map(([, outcome]) => outcome)];
      const expected = auroc(sortItems(q, y, 1e9));
      const ranks = doubledRanks(sortBillionths(q, y));
      const right = y.filter((outcome) => outcome === 1).length;
      const total = ranks.reduce((sum, rank, i) => sum + rank * y[i]!, 0);
      if (expected !== null) expect(0.5 + total / (2 * right * (y.length - right))).toBeCloseTo(expected, 12);
    }),
  );
});

test("shuffledClusters gives permutations, the same however many are asked for, and each order as likely as another", () => {
  const orders = shuffledClusters({ key: "split/x", clusters: 3, orders: 3000 });
  const first = shuffledClusters({ key: "split/x", clusters: 3, orders: 300 });
  expect(orders.subarray(0, 900)).toEqual(first);
  const counts = new Map<string, number>();
  for (let k = 0; k < 3000; k++) {
    const order = [...orders.subarray(3 * k, 3 * k + 3)];
    expect(order.toSorted()).toEqual([0, 1, 2]);
    counts.set(order.join(), (counts.get(order.join()) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  // 500 expected, standard deviation 20
  for (const count of counts.values()) expect(Math.abs(count - 500)).toBeLessThan(100);
  expect(shuffledClusters({ key: "split/y", clusters: 3, orders: 300 })).not.toEqual(first);
});
