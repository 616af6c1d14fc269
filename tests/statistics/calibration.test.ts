import fc from "fast-check";
import { expect, test } from "vitest";
import { accuracyAtCoverage } from "../../src/statistics/accuracy-at-coverage.ts";
import { auroc } from "../../src/statistics/auroc.ts";
import { brierScore } from "../../src/statistics/brier-score.ts";
import { equalMassBins, equalWidthBins } from "../../src/statistics/calibration-bins.ts";
import { expectedCalibrationError } from "../../src/statistics/expected-calibration-error.ts";
import { murphyDecomposition } from "../../src/statistics/murphy-decomposition.ts";
import { overconfidence } from "../../src/statistics/overconfidence.ts";
import { sortItems } from "../../src/statistics/sorted-items.ts";

const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.nat(1)), { minLength: 1, maxLength: 120 });
const sorted = (each: readonly (readonly [number, number])[]) =>
  sortItems(
    each.map(([q]) => q * 5e7),
    each.map(([, y]) => y),
    1e9,
  );

test("no measure depends on the order of rows", () => {
  const all = (each: readonly (readonly [number, number])[]) => {
    const items = sorted(each);
    const bins = equalMassBins(items);
    return [bins, expectedCalibrationError(bins), auroc(items), accuracyAtCoverage(items, 0.8), overconfidence(items)];
  };
  fc.assert(
    fc.property(rows, (each) => {
      expect(all(each.toReversed())).toEqual(all(each));
    }),
  );
});

test("bins partition the items and never part equal confidences", () => {
  fc.assert(
    fc.property(rows, (each) => {
      const items = sorted(each);
      for (const bins of [equalMassBins(items), equalWidthBins(items)]) {
        expect(bins.length).toBeLessThanOrEqual(15);
        expect(bins.reduce((total, bin) => total + bin.n, 0)).toBe(each.length);
        for (const { end } of bins)
          if (end < items.n) expect(items.confidence[end]).toBeGreaterThan(items.confidence[end - 1]!);
      }
    }),
  );
});

test("0 ≤ |gap| ≤ ece ≤ root mean square ≤ 1, and the debiased error never exceeds ece", () => {
  fc.assert(
    fc.property(rows, (each) => {
      const items = sorted(each);
      const error = expectedCalibrationError(equalMassBins(items));
      expect(Math.abs(overconfidence(items))).toBeLessThanOrEqual(error.ece + 1e-12);
      expect(error.ece).toBeLessThanOrEqual(Math.sqrt(error.squared) + 1e-12);
      expect(error.squared).toBeLessThanOrEqual(1 + 1e-12);
      expect(error.eceDebiased).toBeLessThanOrEqual(error.ece + 1e-12);
    }),
  );
});

test("Murphy's five terms add up to the Brier score", () => {
  fc.assert(
    fc.property(rows, (each) => {
      const items = sorted(each);
      const { reliability, resolution, uncertainty, withinVariance, withinCovariance } = murphyDecomposition(
        items,
        equalMassBins(items),
      );
      expect(reliability - resolution + uncertainty + withinVariance - 2 * withinCovariance).toBeCloseTo(
        brierScore(items),
        12,
      );
    }),
  );
});

test("auroc is unchanged by a monotone transform, and mirrored when outcomes are", () => {
  fc.assert(
    fc.property(rows, (each) => {
      const area = auroc(sorted(each));
      const squared = auroc(
        sortItems(
          each.map(([q]) => q * q),
          each.map(([, y]) => y),
          400,
        ),
      );
      const mirrored = auroc(sorted(each.map(([q, y]) => [q, 1 - y] as const)));
      expect(squared).toBe(area);
      if (area === null) expect(mirrored).toBeNull();
      else expect(mirrored).toBeCloseTo(1 - area, 12);
    }),
  );
});

test.each([
  [
    [0.5, 1.2],
    [0, 1],
  ],
  [
    [0.5, Number.NaN],
    [0, 1],
  ],
  [[0.5], [2]],
  [[0.5, 0.6], [1]],
  [[], []],
])("sortItems(%j, %j) throws", (confidence, correct) => {
  expect(() => sortItems(confidence, correct)).toThrow(RangeError);
});
