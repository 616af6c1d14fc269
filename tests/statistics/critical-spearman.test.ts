import { expect, test } from "vitest";
import { criticalSpearman } from "../../src/statistics/critical-spearman.ts";
import { spearmanNullCounts } from "../../src/statistics/spearman-null-counts.ts";

test.each([
  [5, 1],
  [6, 0.886],
  [7, 0.786],
  [8, 0.738],
  [9, 0.7],
])("n = %i: %f, as in printed tables of the exact distribution", (n, expected) => {
  expect(criticalSpearman(n)).toBeCloseTo(expected, 3);
});

test("it is the smallest attainable value with p ≤ α: the next smaller one is not significant", () => {
  for (const n of [6, 8, 9]) {
    const { sumD2, count } = spearmanNullCounts(n);
    const total = count.reduce((sum, value) => sum + value, 0);
    const rho = (d2: number) => 1 - (6 * d2) / (n * (n * n - 1));
    const p = (bound: number) =>
      count.reduce((sum, value, k) => (Math.abs(rho(sumD2[k]!)) >= bound - 1e-9 ? sum + value : sum), 0) / total;
    const critical = criticalSpearman(n)!;
    const next = Math.max(...sumD2.map(rho).filter((value) => value < critical - 1e-9));
    expect(p(critical)).toBeLessThanOrEqual(0.05);
    expect(p(next)).toBeGreaterThan(0.05);
  }
});

test("no value of three or four units is significant; more units need less", () => {
  expect(criticalSpearman(3)).toBeNull();
  expect(criticalSpearman(4)).toBeNull();
  const values = [9, 12, 20, 30, 100].map((n) => criticalSpearman(n)!);
  expect(values).toEqual(values.toSorted((a, b) => b - a));
});
