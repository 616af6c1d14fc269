import fc from "fast-check";
import { expect, test } from "vitest";
import { leaveOneOutRegression } from "../../src/statistics/leave-one-out-regression.ts";

/** The line through all units but one, fitted anew, at that unit. */
function refit(x: readonly number[], y: readonly number[], left: number): number {
  const [a, b] = [x.toSpliced(left, 1), y.toSpliced(left, 1)];
  const mean = (values: readonly number[]) => values.reduce((total, value) => total + value, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  const sxx = a.reduce((total, value) => total + (value - ma) ** 2, 0);
  if (sxx === 0) return mb;
  const slope = a.reduce((total, value, i) => total + (value - ma) * (b[i]! - mb), 0) / sxx;
  return mb + slope * (x[left]! - ma);
}

test("every prediction is that of the line fitted anew without the unit", () => {
  const row = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: -50, max: 50 }));
  fc.assert(
    fc.property(fc.array(row, { minLength: 3, maxLength: 12 }), (rows) => {
      const [x, y] = [rows.map(([a]) => a / 8), rows.map(([, b]) => b / 8)];
      const { predictions } = leaveOneOutRegression(x, y)!;
      for (const [i, prediction] of predictions.entries()) expect(prediction).toBeCloseTo(refit(x, y, i), 7);
    }),
  );
});

test("rmse and r² are of those predictions, r² against the mean of the others", () => {
  const x = [0.1, 0.4, 0.35, 0.8, 0.6];
  const y = [0.2, 0.3, 0.5, 0.7, 0.4];
  const press = y.reduce((total, value, i) => total + (value - refit(x, y, i)) ** 2, 0);
  const meanOfOthers = (i: number) => y.toSpliced(i, 1).reduce((total, value) => total + value, 0) / 4;
  const baseline = y.reduce((total, value, i) => total + (value - meanOfOthers(i)) ** 2, 0);
  const result = leaveOneOutRegression(x, y)!;
  expect(result.rmse).toBeCloseTo(Math.sqrt(press / 5), 12);
  expect(result.r2).toBeCloseTo(1 - press / baseline, 12);
});

test("a proxy that says nothing predicts the mean of the others: r² = 0", () => {
  expect(leaveOneOutRegression([1, 1, 1, 1], [1, 2, 3, 5])!.r2).toBeCloseTo(0, 12);
});

test("a constant target has no r², and two units have no prediction", () => {
  expect(leaveOneOutRegression([1, 2, 3], [4, 4, 4])).toMatchObject({ rmse: 0, r2: null });
  expect(leaveOneOutRegression([1, 2], [3, 4])).toBeNull();
});
