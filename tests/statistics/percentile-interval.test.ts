import fc from "fast-check";
import { expect, test } from "vitest";
import { percentileInterval } from "../../src/statistics/percentile-interval.ts";
import { quantile } from "../../src/statistics/quantile.ts";

test("percentileInterval is the type 7 quantiles of the sorted values, ties and far values and all", () => {
  const value = fc
    .oneof(
      fc.integer({ min: -2, max: 2 }),
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1, max: 1 }),
      fc.constantFrom(1e308, -1e308, 5e-324, 1e9),
    )
    .map((value) => value + 0); // no −0, whose place among zeros is anybody's guess
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 1, maxLength: 400, size: "max" }),
      fc.constantFrom(0.5, 0.9, 0.95, 1),
      (values, level) => {
        const sorted = Float64Array.from(values).sort();
        const given = Float64Array.from(values);
        const [low, high] = percentileInterval(given, level);
        expect(given).toEqual(Float64Array.from(values));
        expect(low).toBe(quantile(sorted, (1 - level) / 2));
        expect(high).toBe(quantile(sorted, (1 + level) / 2));
      },
    ),
  );
});

test("a value that counts several times is as good as so many equal values", () => {
  const row = fc.tuple(fc.double({ noNaN: true, min: -1, max: 1 }), fc.integer({ min: 1, max: 9 }));
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 200, size: "max" }), (rows) => {
      const values = Float64Array.from(rows, ([value]) => value);
      const times = Uint16Array.from(rows, ([, count]) => count);
      const repeated = Float64Array.from(rows.flatMap(([value, count]) => Array<number>(count).fill(value)));
      expect(percentileInterval(values, 0.95, times)).toEqual(percentileInterval(repeated));
    }),
  );
});

test("no values have no interval", () => {
  expect(() => percentileInterval([])).toThrow(new RangeError("percentileInterval: no replicates"));
});

test("at a level of 1 it is the least and the most", () => {
  expect(percentileInterval([3, -1, 2, 2, 7, 0.5], 1)).toEqual([-1, 7]);
  expect(percentileInterval([-1e308, 1e308, 0], 1)).toEqual([-1e308, 1e308]);
});

test("ranges that a double does not hold, or hardly: quantiles are those of the sorted values all the same", () => {
  for (const unit of [5e-324, 1e-320, 1e-306, 1e300, 1e306]) {
    const values = Float64Array.from({ length: 161 }, (_, i) => (((i * 59) % 161) - 80) * unit);
    expect(percentileInterval(values, 0.95)).toEqual([-76 * unit, 76 * unit]); // 160 · 0.025 = 4 from either end
  }
  expect(percentileInterval([1e308, -1e308, 1e308, -1e308, 5], 0.5)).toEqual([-1e308, 1e308]);
});

test("one value only is both ends, however often it comes", () => {
  for (const value of [0.1, -1e308, 5e-324]) expect(percentileInterval(Array(200).fill(value))).toEqual([value, value]);
});
