import fc from "fast-check";
import { expect, test } from "vitest";
import { meanSquares } from "../../src/statistics/mean-squares.ts";

/** Groups of a pair of values each, in sixteenths, so that sums are exact. */
const layout = fc.array(
  fc.array(fc.tuple(fc.integer({ min: -80, max: 80 }), fc.integer({ min: -80, max: 80 })), {
    minLength: 1,
    maxLength: 5,
  }),
  { minLength: 2, maxLength: 6 },
);

const mean = (values: readonly number[]) => values.reduce((total, value) => total + value, 0) / values.length;

test("meanSquares is the analysis of variance, and of covariance for two vectors", () => {
  fc.assert(
    fc.property(layout, (pairs) => {
      const x = pairs.map((row) => row.map(([value]) => value / 16));
      const y = pairs.map((row) => row.map(([, value]) => value / 16));
      const values = x.flat().length;
      let [between, within] = [0, 0];
      for (const [g, row] of x.entries()) {
        between += row.length * (mean(row) - mean(x.flat())) * (mean(y[g]!) - mean(y.flat()));
        for (const [i, value] of row.entries()) within += (value - mean(row)) * (y[g]![i]! - mean(y[g]!));
      }
      const result = meanSquares(x, y);
      expect(result).toMatchObject({ groups: x.length, values });
      expect(result.between).toBeCloseTo(between / (x.length - 1), 10);
      if (values === x.length) expect(result.within).toBeNull();
      else expect(result.within).toBeCloseTo(within / (values - x.length), 10);
      expect(result.kHarmonic).toBeCloseTo(1 / mean(x.map((row) => 1 / row.length)), 12);
      const squares = x.reduce((total, row) => total + row.length ** 2, 0);
      expect(result.k0).toBeCloseTo((values - squares / values) / (x.length - 1), 12);
    }),
  );
});

const groups = [
  [0.1, 0.7, 0.45],
  [0.9, 0.35, 0.2, 0.31, 0.44],
  [0.55, 0.6, 0.2, 0.85, 0.01, 0.3, 0.77],
];

test("the unit does not matter: powers of two come out to the bit, however small or large", () => {
  const { between, within } = meanSquares(groups);
  for (const unit of [2 ** -300, 2 ** -40, 2 ** 40, 2 ** 300]) {
    const scaled = meanSquares(groups.map((row) => row.map((value) => value * unit)));
    expect(scaled).toMatchObject({ between: between * unit ** 2, within: within! * unit ** 2 });
  }
});

test("where zero lies does not matter, for either vector", () => {
  const other = groups.map((row, g) => row.map((value, i) => value * (g + 1.7) - i / 3));
  const moved = (rows: readonly (readonly number[])[]) => rows.map((row) => row.map((value) => value + 1e6));
  const { between, within } = meanSquares(groups, other);
  const far = meanSquares(moved(groups), moved(other));
  expect(far.between).toBeCloseTo(between, 7);
  expect(far.within).toBeCloseTo(within!, 7);
});

test("what does not vary gives exactly 0, zeros as well", () => {
  expect(
    meanSquares([
      [0, 0],
      [0, 0, 0],
    ]),
  ).toMatchObject({ between: 0, within: 0 });
  expect(
    meanSquares([
      [0.1, 0.3],
      [0.2, 0.2],
      [0.3, 0.1],
    ]),
  ).toMatchObject({ between: 0 });
  expect(
    meanSquares([
      [0.1, 0.1, 0.1],
      [0.7, 0.7],
    ]),
  ).toMatchObject({ within: 0 });
});
