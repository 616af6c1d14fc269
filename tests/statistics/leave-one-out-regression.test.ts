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

test("a constant proxy says nothing, whatever its mean is rounded to", () => {
  for (let n = 3; n < 40; n++)
    for (const value of [0.003, 0.1, 0.7, 1 / 3]) {
      const y = Array.from({ length: n }, (_, i) => (i * 7) % 5);
      expect(leaveOneOutRegression(new Array<number>(n).fill(value), y)!.r2, `${n} × ${value}`).toBeCloseTo(0, 12);
    }
});

test("a constant target has no r², and two units have no prediction", () => {
  expect(leaveOneOutRegression([1, 2, 3], [4, 4, 4])).toMatchObject({ rmse: 0, r2: null });
  expect(leaveOneOutRegression([1, 2], [3, 4])).toBeNull();
});

test("a unit at an x of its own, where all others share theirs, gets the mean of the others, wherever it stands", () => {
  for (let own = 0; own < 5; own++) {
    const x = [2, 2, 2, 2, 2].with(own, 7.5);
    const y = [1, 2, 4, 8, 16];
    const { predictions } = leaveOneOutRegression(x, y)!;
    expect(predictions[own]).toBeCloseTo((31 - y[own]!) / 4, 12);
    for (const [i, prediction] of predictions.entries()) expect(prediction).toBeCloseTo(refit(x, y, i), 9);
  }
});

test("a unit far away gets the line of the others, close to each other as they are", () => {
  for (let own = 0; own < 5; own++) {
    const x = [0, 1e-4, 2e-4, 3e-4].toSpliced(own, 0, 10);
    const y = [1, 2, 3.5, 3].toSpliced(own, 0, 100);
    expect(leaveOneOutRegression(x, y)!.predictions[own]! / refit(x, y, own)).toBeCloseTo(1, 4);
  }
});

test("where zero lies on either axis does not matter", () => {
  const x = Array.from({ length: 8 }, (_, i) => Math.round(2 ** 24 * Math.sin(i + 1)) / 2 ** 24);
  const y = Array.from({ length: 8 }, (_, i) => Math.round(2 ** 24 * Math.sin(5 * i + 2)) / 2 ** 24);
  const far = 2 ** 24;
  const moved = (values: readonly number[]) => values.map((value) => value + far);
  const here = leaveOneOutRegression(x, y)!;
  const alongX = leaveOneOutRegression(moved(x), y)!;
  const alongY = leaveOneOutRegression(x, moved(y))!;
  for (const [i, prediction] of here.predictions.entries()) {
    expect(alongX.predictions[i]).toBeCloseTo(prediction, 12);
    expect(alongY.predictions[i]! - far).toBeCloseTo(prediction, 8);
  }
  expect(alongX.rmse).toBeCloseTo(here.rmse, 12);
  expect(alongY.rmse).toBeCloseTo(here.rmse, 12);
});

test("lists of two lengths, and what is not finite, are refused by name", () => {
  expect(() => leaveOneOutRegression([1, 2, 3], [1, 2])).toThrow(/^leaveOneOutRegression/);
  expect(() => leaveOneOutRegression([1, 2, 3], [1, 2, Number.NaN])).toThrow(/^leaveOneOutRegression/);
});
