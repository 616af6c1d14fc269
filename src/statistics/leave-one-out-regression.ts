import { assertPaired } from "./assert-paired.ts";
import { sum } from "./sum.ts";

/** What a straight line says of each unit that it has not seen. */
export interface LeaveOneOutRegression {
  /** per unit, the line through all others, at its x */
  readonly predictions: readonly number[];
  /** √(PRESS/n), in the unit of y */
  readonly rmse: number;
  /** 1 − PRESS/PRESS₀, PRESS₀ of the mean of the others in place of the line; negative when the line does worse; null for constant y */
  readonly r2: number | null;
}

/**
 * Leave-one-out prediction of y by simple linear regression on x, PRESS = Σ (y_i − ŷ_(i))², ŷ_(i) from the line through all
 * units but i: (y_i − ŷ_i)/(1 − h_i) is its error, so one pass serves all. Where all others have the same x there is no slope
 * to learn, and the prediction is their mean.
 *
 * @param x one finite value per unit; @param y in the order of `x`
 * @returns null for fewer than 3 units
 * @throws {RangeError} when lengths differ or a value is not finite
 * @see Allen (1974), Technometrics 16(1), 125–127
 */
export function leaveOneOutRegression(x: readonly number[], y: readonly number[]): LeaveOneOutRegression | null {
  assertPaired("leaveOneOutRegression", x, y);
  const n = x.length;
  if (n < 3) return null;
  const [meanX, meanY] = [sum(x) / n, sum(y) / n];
  const sxx = sum(x.map((value) => (value - meanX) ** 2));
  const slope = sum(x.map((value, i) => (value - meanX) * (y[i]! - meanY))) / sxx;
  const errors = x.map((value, i) => {
    const fromMean = y[i]! - meanY;
    // asked of the values: of a constant whose mean is rounded, the spread is not quite 0
    if (othersAreEqual(x, i)) return (fromMean * n) / (n - 1);
    return (fromMean - slope * (value - meanX)) / (1 - 1 / n - (value - meanX) ** 2 / sxx);
  });
  const press = sum(errors.map((error) => error * error));
  const baseline = sum(y.map((value) => (((value - meanY) * n) / (n - 1)) ** 2));
  const isConstant = y.every((value) => value === y[0]);
  return {
    predictions: errors.map((error, i) => y[i]! - error),
    rmse: Math.sqrt(press / n),
    r2: isConstant ? null : 1 - press / baseline,
  };
}

function othersAreEqual(x: readonly number[], left: number): boolean {
  const first = x[left === 0 ? 1 : 0];
  return x.every((value, i) => i === left || value === first);
}
