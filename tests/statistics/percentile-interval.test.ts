import fc from "fast-check";
import { expect, test } from "vitest";
import { percentileInterval } from "../../src/statistics/percentile-interval.ts";
import { quantile } from "../../src/statistics/quantile.ts";

test("percentileInterval is the type 7 quantiles of the sorted values, ties and far values and all", () => {
  const value = fc.oneof(
    fc.integer({ min: -2, max: 2 }),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1, max: 1 }),
    fc.constantFrom(1e308, -1e308, 5e-324, 1e9),
  );
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 400 }), fc.constantFrom(0.5, 0.9, 0.95), (values, level) => {
      const sorted = Float64Array.from(values).sort();
      const given = Float64Array.from(values);
      const [low, high] = percentileInterval(given, level);
      expect(given).toEqual(Float64Array.from(values));
      expect(low).toBe(quantile(sorted, (1 - level) / 2));
      expect(high).toBe(quantile(sorted, (1 + level) / 2));
    }),
  );
});

test("a value that counts several times is as good as so many equal values", () => {
  const row = fc.tuple(fc.double({ noNaN: true, min: -1, max: 1 }), fc.integer({ min: 1, max: 9 }));
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 200 }), (rows) => {
      const values = Float64Array.from(rows, ([value]) => value);
      const times = Uint16Array.from(rows, ([, count]) => count);
      const repeated = Float64Array.from(rows.flatMap(([value, count]) => Array<number>(count).fill(value)));
      expect(percentileInterval(values, 0.95, times)).toEqual(percentileInterval(repeated));
    }),
  );
});

test("no values have no interval", () => {
  expect(() => percentileInterval([])).toThrow(RangeError);
});
