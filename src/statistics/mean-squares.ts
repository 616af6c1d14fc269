import { isConstant } from "./is-constant.ts";
import { sum } from "./sum.ts";

/** Between and within mean squares (or cross-products) of a one-way layout, with the counts that intraclass correlations need. */
export interface OneWay {
  readonly between: number;
  /** null when no group has two values */
  readonly within: number | null;
  readonly groups: number;
  readonly values: number;
  /** (N − Σk²/N)/(n − 1): the common count where all are equal */
  readonly k0: number;
  readonly kHarmonic: number;
}

/**
 * One-way components of two vectors measured on the same layout: Σk(x̄ − x̿)(ȳ − y̿)/(n − 1) and Σ(x − x̄)(y − ȳ)/(N − n),
 * x̿ the mean over all values. With y = x these are the mean squares of the analysis of variance. What does not vary gives
 * exactly 0: a group of equal values, and groups whose means differ by less than rounding, 1e−12 of the largest value.
 *
 * @param x per group its values, at least one; @param y the same shape
 */
export function meanSquares(x: readonly (readonly number[])[], y: readonly (readonly number[])[] = x): OneWay {
  const groups = x.length;
  const counts = x.map((row) => row.length);
  const values = counts.reduce((total, k) => total + k, 0);
  const [mx, my] = [x.map(meanOf), y.map(meanOf)];
  const [dx, dy] = [offsets(x, mx, values), offsets(y, my, values)];
  const outside = sum(counts.map((k, g) => k * dx[g]! * dy[g]!));
  const inside = sum(x.flatMap((row, g) => row.map((value, i) => (value - mx[g]!) * (y[g]![i]! - my[g]!))));
  return {
    between: outside / (groups - 1),
    within: values > groups ? inside / (values - groups) : null,
    groups,
    values,
    k0: (values - counts.reduce((total, k) => total + k * k, 0) / values) / (groups - 1),
    kHarmonic: groups / counts.reduce((total, k) => total + 1 / k, 0),
  };
}

/** The mean; of equal values the value itself, which their sum over their count may miss. */
function meanOf(row: readonly number[]): number {
  return isConstant(row) ? row[0]! : sum(row) / row.length;
}

/** The means of groups, less the mean over all values. */
function offsets(rows: readonly (readonly number[])[], means: readonly number[], values: number): number[] {
  const largest = rows.reduce((most, row) => Math.max(most, ...row.map(Math.abs)), 0);
  if (Math.max(...means) - Math.min(...means) <= 1e-12 * largest) return means.map(() => 0);
  const grand = sum(rows.flat()) / values;
  return means.map((each) => each - grand);
}
