import fc from "fast-check";
import { expect, test } from "vitest";
import { integerOrder } from "../../src/statistics/integer-order.ts";

test("integerOrder is the stable order by comparison", () => {
  const key = fc.oneof(fc.nat(3), fc.nat(1e9), fc.integer({ min: 2 ** 32 - 3, max: 2 ** 32 - 1 }));
  fc.assert(
    fc.property(fc.array(key, { maxLength: 200, size: "max" }), (keys) => {
      const expected = keys.map((_, i) => i).sort((a, b) => keys[a]! - keys[b]! || a - b);
      expect(Array.from(integerOrder(keys))).toEqual(expected);
    }),
  );
});

test.each([[-1], [0.5], [2 ** 32], [Number.NaN]])("%d is no key", (key) => {
  expect(() => integerOrder([1, key])).toThrow(new RangeError(`integerOrder: key 1 is ${key}`));
});

test("keys that share digits keep their order where they are equal, whichever digits those are", () => {
  const order = (keys: readonly number[]) => [...integerOrder(keys)];
  expect(order([7, 7, 7])).toEqual([0, 1, 2]);
  expect(order([2 ** 32 - 1, 2 ** 32 - 1])).toEqual([0, 1]);
  // one digit of eleven bits that all share: the high one, the middle one, the low one
  expect(order([2 ** 12 + 1, 3, 2 ** 12, 2, 3])).toEqual([3, 1, 4, 2, 0]);
  expect(order([2 ** 22 + 1, 3, 2 ** 22, 2, 3])).toEqual([3, 1, 4, 2, 0]);
  expect(order([2 ** 22 + 2 ** 11, 2 ** 12, 2 ** 22, 2 ** 11, 2 ** 12])).toEqual([3, 1, 4, 2, 0]);
  expect(order([])).toEqual([]);
});
