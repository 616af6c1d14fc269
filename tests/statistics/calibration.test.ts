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
  [[], [], "sortItems: 0 confidences, 0 outcomes"],
  [[0.5, 0.6], [1], "sortItems: 2 confidences, 1 outcomes"],
  [[0.5], [1, 0], "sortItems: 1 confidences, 2 outcomes"],
  [[0.5, 1.2], [0, 1], "sortItems: item 1 has confidence 1.2 of 1 and outcome 1"],
  [[-0.1, 0.5], [0, 1], "sortItems: item 0 has confidence -0.1 of 1 and outcome 0"],
  [[0.5, Number.NaN], [0, 1], "sortItems: item 1 has confidence NaN of 1 and outcome 1"],
  [[0.5], [2], "sortItems: item 0 has confidence 0.5 of 1 and outcome 2"],
  [[0.5], [0.5], "sortItems: item 0 has confidence 0.5 of 1 and outcome 0.5"],
])("sortItems(%j, %j) says what it cannot sort", (confidence, correct, message) => {
  expect(() => sortItems(confidence, correct)).toThrow(new RangeError(message));
});

/** Few levels make ties; fractions and whole numbers are sorted in different ways, and one fraction is enough. */
const units = fc.oneof(
  fc.record({ one: fc.constant(1), value: fc.constant(fc.constantFrom(0, 0.25, 1 / 3, 0.7, 1)) }),
  fc.record({ one: fc.constant(1), value: fc.constant(fc.constantFrom(0, 1)) }),
  fc.record({ one: fc.constant(1), value: fc.constant(fc.double({ min: 0, max: 1, noNaN: true })) }),
  fc.record({ one: fc.constant(1e9), value: fc.constant(fc.oneof(fc.nat(3), fc.nat(1e9))) }),
  fc.record({ one: fc.constant(40), value: fc.constant(fc.constantFrom(0, 7, 7.5, 30, 40)) }),
);
const anyItems = units.chain(({ one, value }) =>
  fc.record({
    one: fc.constant(one),
    rows: fc.array(fc.tuple(value, fc.nat(1)), { minLength: 1, maxLength: 70 }),
  }),
);

test("sortItems: ascending, equal ones in the order given, each run of them with its end", () => {
  fc.assert(
    fc.property(anyItems, ({ one, rows: given }) => {
      const items = sortedRows(given, one);
      const places = [...given.keys()].sort((a, b) => given[a]![0] - given[b]![0] || a - b);
      const values = places.map((i) => given[i]![0]);
      const ends = [...Map.groupBy(values.keys(), (k) => values[k]! + 0).values()].map((run) => run.at(-1)! + 1);
      expect([...items.source]).toEqual(places);
      expect([...items.confidence]).toEqual(values);
      expect([...items.correct]).toEqual(places.map((i) => given[i]![1]));
      expect([...items.tieEnds]).toEqual(ends);
      expect([items.n, items.one]).toEqual([given.length, one]);
    }),
  );
});

function sortedRows(rows: readonly (readonly [confidence: number, outcome: number])[], one: number) {
  const [confidence, outcomes] = [rows.map(([q]) => q), rows.map(([, y]) => y)];
  return sortItems(confidence, outcomes, one);
}

/** What a bin of these sorted places is. */
function binOf({ confidence, correct, one }: ReturnType<typeof sortItems>, bin: number, places: readonly number[]) {
  const n = places.length;
  const right = places.filter((k) => correct[k] === 1).length;
  return {
    bin,
    start: places[0]!,
    end: places[0]! + n,
    n,
    correct: right,
    confidence: expect.closeTo(places.reduce((total, k) => total + confidence[k]! / one, 0) / n, 12),
    accuracy: right / n,
  };
}

test("equalMassBins: cuts at every N/B items, carried past equal confidences, whatever the number of items and bins", () => {
  fc.assert(
    fc.property(anyItems, fc.integer({ min: 1, max: 20 }), ({ one, rows: given }, bins) => {
      const items = sortedRows(given, one);
      const { n, confidence } = items;
      const cuts = Array.from({ length: bins - 1 }, (_, b) => Math.round(((b + 1) * n) / bins)).map((cut) => {
        let end = cut;
        while (end > 0 && end < n && confidence[end] === confidence[end - 1]) end++;
        return end;
      });
      const ends = [...new Set([...cuts, n])].filter((end) => end > 0);
      const expected = ends.map((end, b) => {
        const start = ends[b - 1] ?? 0;
        return binOf(
          items,
          b,
          Array.from({ length: end - start }, (_, k) => start + k),
        );
      });
      expect(equalMassBins(items, bins)).toEqual(expected);
      expect(equalMassBins(items)).toEqual(equalMassBins(items, 15));
    }),
    { numRuns: 400 },
  );
});

test("equalWidthBins: an edge belongs to the bin below it, and a bin without items is left out", () => {
  fc.assert(
    fc.property(anyItems, fc.integer({ min: 1, max: 20 }), ({ one, rows: given }, bins) => {
      const items = sortedRows(given, one);
      const edges = Array.from({ length: bins }, (_, b) => (b + 1) / bins);
      const binOfPlace = (k: number) => edges.findIndex((edge) => items.confidence[k]! / one <= edge);
      const places = Map.groupBy(Array(items.n).keys(), binOfPlace);
      const expected = [...places].map(([bin, own]) => binOf(items, bin, own));
      expect(equalWidthBins(items, bins)).toEqual(expected);
      expect(equalWidthBins(items)).toEqual(equalWidthBins(items, 15));
    }),
  );
  const edges = sortItems([0, 0.25, 0.5, 0.75, 1], [0, 1, 0, 1, 1]);
  expect(equalWidthBins(edges, 4).map(({ bin, n }) => [bin, n])).toEqual([
    [0, 2],
    [1, 1],
    [2, 1],
    [3, 1],
  ]);
});
