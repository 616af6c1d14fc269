import fc from "fast-check";
import { expect, test } from "vitest";
import { billionths } from "../../src/study/billionths.ts";

test("billionths of a double rounds half up", () => {
  expect(billionths(0.36657, false)).toBe(366_570_000);
  expect(billionths(0.1234567894, false)).toBe(123_456_789);
  expect([billionths(0, false), billionths(1, false)]).toEqual([0, 1e9]);
});

test("billionths of a float32 is that of its shortest decimal", () => {
  expect(billionths(Math.fround(0.36657), true)).toBe(366_570_000);
  expect(Math.floor(Math.fround(0.36657) * 1e9 + 0.5)).toBe(366_569_996);
  expect([0, 1e-9, 1e-12, 1].map((x) => billionths(Math.fround(x), true))).toEqual([0, 1, 0, 1e9]);
});

test("billionths of a float32 agrees with the search over all numbers of digits", () => {
  const shortest = (x: number) => {
    for (let digits = 1; digits < 17; digits++) {
      const decimal = Number(x.toPrecision(digits));
      if (Math.fround(decimal) === x) return Math.floor(decimal * 1e9 + 0.5);
    }
    throw new Error(`${x}`);
  };
  fc.assert(
    fc.property(fc.float({ min: 0, max: 1, noNaN: true }), (x) => billionths(x, true) === shortest(x)),
    { numRuns: 5000, seed: 1 },
  );
  fc.assert(
    fc.property(fc.nat(1e6), fc.integer({ min: 1, max: 9 }), (k, digits) => {
      const x = Math.fround(Math.min(1, k / 10 ** digits));
      return billionths(x, true) === shortest(x);
    }),
    { numRuns: 5000, seed: 2 },
  );
});
