import * as fc from "fast-check";
import { expect, test } from "vitest";
import { seedsNeeded } from "../../src/site/seeds-needed.ts";
import { spearmanBrown } from "../../src/statistics/spearman-brown.ts";

test("seedsNeeded(r, R) is the least k whose mean is that reliable", () => {
  const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
  fc.assert(
    fc.property(share, share, (r, wanted) => {
      const k = seedsNeeded(r, wanted);
      if (k === null) return spearmanBrown(r, 1000) < wanted + 1e-9;
      return spearmanBrown(r, k) >= wanted - 1e-9 && (k === 1 || spearmanBrown(r, k - 1) < wanted + 1e-9);
    }),
  );
});

test("seedsNeeded(r, R) of an unrepeatable score is null", () => {
  expect(seedsNeeded(0, 0.8)).toBeNull();
  expect(seedsNeeded(-0.2, 0.8)).toBeNull();
  expect(seedsNeeded(0.0001, 0.8)).toBeNull();
  expect(seedsNeeded(0.5, 0.8)).toBe(4);
});
