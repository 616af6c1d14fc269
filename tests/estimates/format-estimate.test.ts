import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Estimate } from "../../src/estimates/estimate.ts";
import { formatEstimate } from "../../src/estimates/format-estimate.ts";
import { formatNumber } from "../../src/estimates/format-number.ts";
import { formatP } from "../../src/estimates/format-p.ts";

const base: Estimate = { id: "x", value: -0.714, n: 9, unit: "mixture", quantity: "correlation", from: "" };
const interval = { low: 0.53, high: 1, level: 0.95, method: "m" } as const;

describe("formatNumber", () => {
  test.each([
    [0.9, 2, "0.90"],
    [-0.714, 2, "−0.71"],
    [-0.001, 2, "0.00"],
    [0, 2, "0.00"],
    [648000, 0, "648,000"],
    [-1234567.891, 1, "−1,234,567.9"],
    [999, 0, "999"],
  ])("(%d, %d) is %s", (value, decimals, text) => expect(formatNumber(value, decimals)).toBe(text));
  test("signed zero has no sign", () => expect(formatNumber(-0.0001, 2, true)).toBe("0.00"));
  test("never prints a hyphen, whatever the number", () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 });
    fc.assert(fc.property(finite, fc.nat(6), (value, decimals) => !formatNumber(value, decimals).includes("-")));
  });
  test("throws for what has no digits", () => expect(() => formatNumber(Number.NaN, 2)).toThrow(RangeError));
});

describe("formatP", () => {
  test.each([
    [0.0009, "p < 0.001"],
    [0.001, "p = 0.001"],
    [0.0094, "p = 0.009"],
    [0.0096, "p = 0.01"],
    [0.034, "p = 0.03"],
    [1, "p = 1.00"],
  ])("(%d) is %s", (value, text) => expect(formatP(value)).toBe(text));
});

describe("formatEstimate", () => {
  test("prints a correlation with two decimals and a true minus", () => expect(formatEstimate(base)).toBe("−0.71"));
  test("adds the interval on demand", () =>
    expect(formatEstimate({ ...base, value: 0.9, interval }, { interval: true })).toBe("0.90\u00a0[0.53,\u00a01.00]"));
  test("leaves out an interval that is not there", () =>
    expect(formatEstimate(base, { interval: true })).toBe("−0.71"));
  test("a proportion is a percentage", () =>
    expect(formatEstimate({ ...base, value: 0.4833, quantity: "proportion" })).toBe("48.3\u00a0%"));
  test("a difference carries its sign", () =>
    expect(formatEstimate({ ...base, value: 0.25, quantity: "difference of correlations" })).toBe("+0.25"));
  test("percentage points are signed", () =>
    expect(formatEstimate({ ...base, value: 0.021 }, { format: "percentage-points" })).toBe("+2.1 percentage points"));
  test("an error of calibration has three decimals, a gap is in percentage points", () => {
    expect(formatEstimate({ ...base, value: 0.0954, quantity: "calibration error" })).toBe("0.095");
    expect(formatEstimate({ ...base, value: 0.0266, quantity: "confidence minus accuracy" })).toBe(
      "+2.7 percentage points",
    );
  });
  test("p and q print the p-value and its adjustment", () => {
    const p = { value: 0.03, adjusted: 0.0004, method: "exact" };
    expect(formatEstimate({ ...base, p }, { format: "p" })).toBe("p = 0.03");
    expect(formatEstimate({ ...base, p }, { format: "q" })).toBe("q < 0.001");
  });
  test("an undefined value, or p that is not there, is null", () => {
    expect(formatEstimate({ ...base, value: null })).toBeNull();
    expect(formatEstimate(base, { format: "p" })).toBeNull();
  });
});
