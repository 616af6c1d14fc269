import fc from "fast-check";
import { expect, test } from "vitest";
import { spreadItems } from "../../src/analysis/spread-items.ts";

const count = (n: number) => Array.from({ length: n }, (_, k) => k);

test("spreadItems(order, cluster, count) takes both ends and what is evenly between", () => {
  expect(spreadItems(count(9), count(9), 5)).toEqual([0, 2, 4, 6, 8]);
  expect(spreadItems(count(9).toReversed(), count(9), 3)).toEqual([8, 4, 0]);
});

test("spreadItems(order, cluster, count) goes to the nearest item of another cluster, the earlier of two", () => {
  expect(spreadItems(count(5), [0, 1, 0, 2, 3], 3)).toEqual([0, 1, 4]);
  expect(spreadItems(count(5), [0, 0, 0, 0, 0], 3)).toEqual([0]);
  expect(spreadItems(count(5), [0, 1, 2, 2, 2], 3)).toEqual([0, 1, 4]); // the ends choose first
});

test("spreadItems(order, cluster, count) never takes a cluster twice, and as many as there are clusters", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(6), { minLength: 1 }), fc.integer({ min: 1, max: 8 }), (cluster, wanted) => {
      const chosen = spreadItems(count(cluster.length), cluster, wanted);
      expect(chosen).toHaveLength(Math.min(wanted, new Set(cluster).size));
      expect(new Set(chosen.map((item) => cluster[item])).size).toBe(chosen.length);
      expect(chosen).toEqual(chosen.toSorted((a, b) => a - b));
    }),
  );
});
