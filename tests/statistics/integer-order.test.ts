import fc from "fast-check";
import { expect, test } from "vitest";
import { integerOrder } from "../../src/statistics/integer-order.ts";

test("integerOrder is the stable order by comparison", () => {
  const key = fc.oneof(fc.nat(3), fc.nat(1e9), fc.integer({ min: 2 ** 32 - 3, max: 2 ** 32 - 1 }));
  fc.assert(
    fc.property(fc.array(key, { maxLength: 200 }), (keys) => {
      const expected = keys.map((_, i) => i).sort((a, b) => keys[a]! - keys[b]! || a - b);
      expect(Array.from(integerOrder(keys))).toEqual(expected);
    }),
  );
});

test.each([[-1], [0.5], [2 ** 32], [Number.NaN]])("%d is no key", (key) => {
  expect(() => integerOrder([1, key])).toThrow(RangeError);
});
