import fc from "fast-check";
import { expect, test } from "vitest";
import { icc } from "../../src/statistics/icc.ts";
import { signalToNoise } from "../../src/statistics/signal-to-noise.ts";

// three times 0.1 over 3 is not 0.1 in doubles: rounding must not pass for variance
test.each([0.1, 0.3, 0.7, 1 / 3])("icc and signalToNoise of nothing but %d are null", (value) => {
  const groups = [0, 1, 2, 3].map(() => [value, value, value]);
  expect(icc(groups)).toBeNull();
  expect(signalToNoise(groups)).toBeNull();
});

test("icc of groups without spread within is exactly 1, and signalToNoise null", () => {
  const groups = [0.1, 0.7, 0.3].map((value) => [value, value, value]);
  expect(icc(groups)).toMatchObject({ msw: 0, icc1: 1, icck: 1, f: null, p: null, icckInterval: null });
  expect(signalToNoise(groups)).toBeNull();
});

test("icc of groups with equal means has no reliability of a mean, rather than a huge one", () => {
  const groups = [
    [0.1, 0.2, 0.3],
    [0.2, 0.2, 0.2],
    [0.3, 0.2, 0.1],
    [0.15, 0.25, 0.2],
  ];
  expect(icc(groups)).toMatchObject({ msb: 0, icck: null, f: 0, p: 1, icc1Interval: null, icckInterval: null });
  expect(signalToNoise(groups)).toEqual({ value: 0, interval: [0, 0] });
});

test("icc needs two groups, and a group with two values", () => {
  expect(icc([])).toBeNull();
  expect(icc([[1, 2, 3]])).toBeNull();
  expect(icc([[1], [2], [4]])).toBeNull();
  expect(icc([[1], [2, 3], [4]])).toMatchObject({ icc1Interval: null, icckInterval: null });
});

test("icc of two groups of two: MSB 16, MSW 2, and the F distribution with 1 and 2 degrees of freedom in closed form", () => {
  const result = icc([
    [1, 3],
    [5, 7],
  ])!;
  expect(result).toMatchObject({ msb: 16, msw: 2, k0: 2, kHarmonic: 2, icc1: 14 / 18, icck: 14 / 16, f: 8 });
  expect(result.p).toBeCloseTo(1 - Math.sqrt(8 / (8 + 2)), 12);
  // F(1, 2) ≤ f with probability √(f/(f + 2)); 1/F is F(2, 1), whose quantile is (1/(1 − p)² − 1)/2
  const low = 8 / ((2 * 0.975 ** 2) / (1 - 0.975 ** 2));
  const high = (8 * (1 / 0.025 ** 2 - 1)) / 2;
  expect(result.icckInterval![0]).toBeCloseTo(1 - 1 / low, 8);
  expect(result.icckInterval![1]).toBeCloseTo(1 - 1 / high, 8);
  expect(result.icc1Interval![0]).toBeCloseTo((low - 1) / (low + 1), 8);
  expect(result.icc1Interval![1]).toBeCloseTo((high - 1) / (high + 1), 8);
});

test("icc does not depend on units or the order of groups, and its interval holds the value", () => {
  const groupsOf = fc.array(fc.array(fc.nat(200), { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 9 });
  fc.assert(
    fc.property(groupsOf, (counts) => {
      const groups = counts.map((row) => row.map((count) => count / 200));
      const [one, other] = [icc(groups), icc(groups.toReversed().map((row) => row.map((value) => 1 - 2 * value)))];
      if (one === null || other === null) return one === other;
      if (one.icck === null || other.icck === null) return one.icck === other.icck;
      const [low, high] = one.icckInterval ?? [one.icck, one.icck];
      const slack = 1e-9 * (1 + Math.abs(one.icck));
      return Math.abs(one.icck - other.icck) <= slack && low <= one.icck + slack && high >= one.icck - slack;
    }),
  );
});

test("signalToNoise is √((F − 1)/k), inside its interval", () => {
  const groups = [
    [1, 2, 3],
    [4, 5, 6],
    [9, 8, 7],
  ];
  const { value, interval } = signalToNoise(groups)!;
  // MSB 27, MSW 1
  expect(value).toBeCloseTo(Math.sqrt(26 / 3), 12);
  expect(interval[0]).toBeLessThan(value);
  expect(interval[1]).toBeGreaterThan(value);
});
