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
 * x̿ the mean over all values. With y = x these are the mean squares of the analysis of variance.
 *
 * @param x per group its values, at least one; @param y the same shape
 */
export function meanSquares(x: readonly (readonly number[])[], y: readonly (readonly number[])[] = x): OneWay {
  const groups = x.length;
  const counts = x.map((row) => row.length);
  const values = counts.reduce((total, k) => total + k, 0);
  const means = (rows: readonly (readonly number[])[]) => rows.map((row) => sum(row) / row.length);
  const grand = (rows: readonly (readonly number[])[]) => sum(rows.flat()) / values;
  const [mx, my, gx, gy] = [means(x), means(y), grand(x), grand(y)];
  const outside = sum(counts.map((k, g) => k * (mx[g]! - gx) * (my[g]! - gy)));
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
