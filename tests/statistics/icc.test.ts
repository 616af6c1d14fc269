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
  expect(icc(groups)).toMatchObject({ msb: 0, icck: null, f: 0, p: 1 });
  expect(signalToNoise(groups)).toEqual({ value: 0, interval: [0, 0] });
});

test("icc needs two groups, and a group with two values", () => {
  expect(icc([[1, 2, 3]])).toBeNull();
  expect(icc([[1], [2], [4]])).toBeNull();
  expect(icc([[1], [2, 3], [4]])).toMatchObject({ icc1Interval: null, icckInterval: null });
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
