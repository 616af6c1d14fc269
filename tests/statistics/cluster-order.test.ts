import fc from "fast-check";
import { expect, test } from "vitest";
import { clusterOrder } from "../../src/statistics/cluster-order.ts";

const onALine = (places: readonly number[]) => places.map((a) => places.map((b) => Math.abs(a - b)));

test("clusterOrder(points on a line) is their order, or its reverse", () => {
  const places = [5, 0.1, 4.2, 0, 9, 4, 8.7];
  const found = clusterOrder(onALine(places)).map((k) => places[k]!);
  const sorted = places.toSorted((a, b) => a - b);
  expect([sorted, sorted.toReversed()]).toContainEqual(found);
});

test("clusterOrder keeps the given order where all are equally far", () => {
  expect(clusterOrder([0, 1, 2, 3].map(() => [1, 1, 1, 1]))).toEqual([0, 1, 2, 3]);
});

test("clusterOrder joins the first of equally near pairs, and takes the mean over all pairs of two clusters", () => {
  // 0 is as near to 1 as to 2: {0, 1} first, turned so that 0 touches 2
  expect(
    clusterOrder([
      [0, 1, 1],
      [1, 0, 2],
      [1, 2, 0],
    ]),
  ).toEqual([1, 0, 2]);
  // {2, 3} first; 0 is at 3 of it, 1 at 3½, and the two at 4 of each other
  expect(
    clusterOrder([
      [0, 4, 3, 3],
      [4, 0, 4, 3],
      [3, 4, 0, 2],
      [3, 3, 2, 0],
    ]),
  ).toEqual([0, 2, 3, 1]);
});

test("clusterOrder is a permutation in which every block of near ones stays together", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(2), { minLength: 1, maxLength: 12 }), (groups) => {
      const order = clusterOrder(groups.map((a) => groups.map((b) => (a === b ? 0.1 : 1))));
      expect(order.toSorted((a, b) => a - b)).toEqual(groups.map((_, k) => k));
      const seen = order.map((k) => groups[k]!).filter((group, k, all) => group !== all[k - 1]);
      expect(new Set(seen).size).toBe(seen.length);
    }),
  );
});

test("clusterOrder of none and of one; of what is no matrix of distances", () => {
  expect(clusterOrder([])).toEqual([]);
  expect(clusterOrder([[0]])).toEqual([0]);
  const refusal = new RangeError("clusterOrder: the distances are not a square matrix of finite numbers");
  expect(() => clusterOrder([[0, 1]])).toThrow(refusal);
  expect(() =>
    clusterOrder([
      [0, Number.NaN],
      [1, 0],
    ]),
  ).toThrow(refusal);
});
