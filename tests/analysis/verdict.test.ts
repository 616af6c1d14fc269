import { expect, test } from "vitest";
import { judgeFamily } from "../../src/analysis/verdict.ts";
import type { Estimate } from "../../src/estimates/estimate.ts";
import { settlingMixtures } from "../../src/estimates/settling-mixtures.ts";

const estimate = (value: number | null, p: number, low: number, n = 9): Estimate => ({
  id: `predictor/accuracy/400k/x/self/spearman`,
  value,
  ...(value !== null && {
    p: { value: p, method: "exact" },
    interval: { low, high: 1, level: 0.95, method: "percentile" },
  }),
  n,
  unit: "mixture",
  quantity: "correlation",
  from: "",
});

const judgeOne = (value: number | null, p: number, low: number, ceiling: number | null, n = 9) =>
  judgeFamily([{ estimate: estimate(value, p, low, n), ceiling }])[0]!;

test("a benchmark is robust when ρ ≥ 0.5, q ≤ 0.05 and the interval is above 0", () => {
  expect(judgeOne(0.9, 0.002, 0.4, 0.9).verdict).toBe("robust");
  expect(judgeOne(0.9, 0.06, 0.4, 0.9).verdict).toBe("inconclusive");
  expect(judgeOne(0.9, 0.002, -0.01, 0.9).verdict).toBe("inconclusive");
  expect(judgeOne(0.45, 0.01, 0.1, 0.9).verdict).toBe("inconclusive");
});

test("a benchmark is unreliable when it is significantly negative, or significantly below 0.5", () => {
  expect(judgeOne(-0.8, 0.01, -1, 0.9)).toMatchObject({
    verdict: "unreliable",
    verdictReason: expect.stringContaining("negative"),
  });
  expect(judgeOne(-0.55, 0.13, -0.9, 0.9)).toMatchObject({
    verdict: "unreliable",
    verdictReason: expect.stringContaining("below 0.5"),
  });
});

test("a low noise ceiling leaves the verdict open, an unknown one is flagged", () => {
  expect(judgeOne(0.9, 0.002, 0.4, 0.49)).toMatchObject({
    verdict: "inconclusive",
    verdictReason: "noise ceiling 0.49",
    flags: ["more seeds or items first"],
  });
  expect(settlingMixtures(judgeOne(0.6, 0.09, -0.1, 0.49))).toBeNull();
  expect(settlingMixtures(judgeOne(0.6, 0.09, -0.1, 0.9))).toBeGreaterThan(9);
  expect(judgeOne(0.6, 0.09, -0.1, 0.49, 4)).not.toHaveProperty("flags"); // too few mixtures come first
  expect(judgeOne(0.9, 0.002, 0.4, 0.498).verdictReason).toBe("noise ceiling 0.49"); // not 0.50, which would pass
  expect(judgeOne(0.9, 0.002, 0.4, null)).toMatchObject({ verdict: "robust", flags: ["ceiling unknown"] });
});

test("fewer than five mixtures are always inconclusive, and an undefined estimate has no verdict", () => {
  expect(judgeOne(1, 0.083, 0.2, 0.9, 4)).toMatchObject({
    verdict: "inconclusive",
    verdictReason: "4 mixtures cannot tell",
  });
  expect(judgeOne(null, 1, 0, 0.9)).not.toHaveProperty("verdict");
});

test("an inconclusive benchmark says how many mixtures would settle it, the others do not", () => {
  expect(judgeOne(0.6, 0.09, -0.1, 0.9).mixturesNeeded).toBeGreaterThan(9);
  expect(judgeOne(0.01, 0.99, -0.6, 0.9)).toMatchObject({ verdict: "inconclusive", mixturesNeeded: null });
  expect(judgeOne(0.9, 0.002, 0.4, 0.9)).not.toHaveProperty("mixturesNeeded");
});

test("q is adjusted over the whole family: alone p = 0.04 is robust, among nineteen noisy benchmarks it is not", () => {
  const noisy = Array.from({ length: 19 }, () => ({ estimate: estimate(0.2, 0.6, -0.5), ceiling: 0.9 }));
  const [judged] = judgeFamily([{ estimate: estimate(0.7, 0.04, 0.2), ceiling: 0.9 }, ...noisy]);
  expect(judged?.verdict).toBe("inconclusive");
  expect(judgeOne(0.7, 0.04, 0.2, 0.9).verdict).toBe("robust");
});
