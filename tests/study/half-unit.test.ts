import { expect, test } from "vitest";
import { halfUnit } from "../../src/study/half-unit.ts";

test.each([
  ["0.25", 0.005],
  ["0.250", 0.0005],
  ["1", 0.5],
  [".5", 0.05],
  ["2.5e-2", 0.0005],
  ["25E-2", 0.005],
])("halfUnit(%j) is %d", (text, expected) => {
  expect(halfUnit(text)).toBeCloseTo(expected, 8);
});
