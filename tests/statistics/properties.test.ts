import fc from "fast-check";
import { test } from "vitest";
import { auroc } from "../../src/statistics/auroc.ts";
import { benjaminiHochberg } from "../../src/statistics/benjamini-hochberg.ts";
import { equalMassBins, equalWidthBins } from "../../src/statistics/calibration-bins.ts";
import { decisionAccuracy } from "../../src/statistics/decision-accuracy.ts";
import { expectedCalibrationError } from "../../src/statistics/expected-calibration-error.ts";
import { kendallTauB } from "../../src/statistics/kendall-tau-b.ts";
import { midRanks } from "../../src/statistics/mid-ranks.ts";
import { pearson } from "../../src/statistics/pearson.ts";
import { percentileInterval } from "../../src/statistics/percentile-interval.ts";
import { quantile } from "../../src/statistics/quantile.ts";
import { roundLevel } from "../../src/statistics/round-level.ts";
import { sortItems } from "../../src/statistics/sorted-items.ts";
import { spearman } from "../../src/statistics/spearman.ts";
import { swapTest } from "../../src/statistics/swap-test.ts";
import { wilsonInterval } from "../../src/statistics/wilson-interval.ts";

// few values, so many ties
const units = fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { minLength: 3, maxLength: 12 });
const items = fc.array(fc.tuple(fc.nat(20), fc.boolean()), { minLength: 1, maxLength: 80 });
const unzip = (rows: readonly (readonly [number, number])[]) => [rows.map(([x]) => x), rows.map(([, y]) => y)] as const;
const close = (a: number | null, b: number | null) => (a === null || b === null ? a === b : Math.abs(a - b) < 1e-12);

const COEFFICIENTS = { pearson, spearman, kendallTauB, decisionAccuracy };

test.each(Object.entries(COEFFICIENTS))(
  "%s does not depend on the order of the units, nor on which vector comes first",
  (_, of) => {
    fc.assert(
      fc.property(units, (rows) => {
        const [x, y] = unzip(rows);
        const [u, v] = unzip(rows.toReversed());
        return close(of(x, y), of(u, v)) && close(of(x, y), of(y, x));
      }),
    );
  },
);

test.each(Object.entries(COEFFICIENTS))("%s stays within its bounds and is whole on itself", (name, of) => {
  fc.assert(
    fc.property(units, (rows) => {
      const [x, y] = unzip(rows);
      const value = of(x, y);
      const low = name === "decisionAccuracy" ? 0 : -1;
      const own = name === "decisionAccuracy" ? null : of(x, x);
      return (value === null || (value >= low && value <= 1)) && (own === null || Math.abs(own - 1) < 1e-12);
    }),
  );
});

test.each([
  ["spearman", spearman],
  ["kendallTauB", kendallTauB],
  ["decisionAccuracy", decisionAccuracy],
] as const)("%s is blind to a monotone transform", (_, of) => {
  fc.assert(
    fc.property(units, (rows) => {
      const [x, y] = unzip(rows);
      return close(
        of(x, y),
        of(
          x.map((value) => Math.exp(value) - 3),
          y.map((value) => value ** 3),
        ),
      );
    }),
  );
});

test("pearson is blind to a change of unit", () => {
  fc.assert(
    fc.property(units, (rows) => {
      const [x, y] = unzip(rows);
      return close(
        pearson(x, y),
        pearson(
          x.map((value) => 1000 + 7 * value),
          y,
        ),
      );
    }),
  );
});

test("midRanks keeps the sum n(n + 1)/2", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9), { minLength: 1 }), (values) => {
      const total = midRanks(values).reduce((a, b) => a + b, 0);
      return total === (values.length * (values.length + 1)) / 2;
    }),
  );
});

test("swapTest of a side against itself has p = 1, and exchanging the sides changes the sign alone", () => {
  fc.assert(
    fc.property(units, units, (rows, others) => {
      const [x, y] = unzip(rows);
      const n = Math.min(rows.length, others.length);
      const [u, v] = unzip(others).map((row) => row.slice(0, n));
      const same = swapTest(x, y, x, y);
      const one = swapTest(x.slice(0, n), y.slice(0, n), u!, v!);
      const two = swapTest(u!, v!, x.slice(0, n), y.slice(0, n));
      return (
        (same === null || same.p === 1) &&
        (one === null || two === null ? one === two : one.p === two.p && close(one.difference, -two.difference))
      );
    }),
    { numRuns: 40 },
  );
});

test("benjaminiHochberg never lowers a p, keeps its order and stays at most 1", () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true }))), (ps) => {
      const qs = benjaminiHochberg(ps);
      return ps.every((p, i) =>
        p === null
          ? qs[i] === null
          : qs[i]! >= p && qs[i]! <= 1 && ps.every((other, j) => other === null || other < p || qs[j]! >= qs[i]!),
      );
    }),
  );
});

test("percentileInterval selects what sorting would give, and leaves its argument alone", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 300 }), (values) => {
      const copy = Float64Array.from(values);
      const sorted = copy.toSorted();
      const [low, high] = percentileInterval(copy);
      return (
        close(low, quantile(sorted, 0.025)) &&
        close(high, quantile(sorted, 0.975)) &&
        copy.every((value, i) => value === values[i])
      );
    }),
  );
});

test("roundLevel makes the mean of the same shares equal in every order", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(200), { minLength: 1, maxLength: 6 }), (counts) => {
      const shares = counts.map((count) => count / 200);
      const plain = (values: number[]) => roundLevel(values.reduce((a, b) => a + b, 0) / values.length);
      return plain(shares) === plain(shares.toReversed()) && plain(shares) === plain(shares.toSorted((a, b) => a - b));
    }),
  );
});

test("ece, its floor and the largest gap stay in [0, 1], in both binnings", () => {
  fc.assert(
    fc.property(items, (rows) => {
      const sorted = sortItems(
        rows.map(([q]) => q / 20),
        rows.map(([, y]) => Number(y)),
      );
      return [equalMassBins(sorted), equalWidthBins(sorted)].every((bins) => {
        const { ece, eceFloor, mce, eceDebiased } = expectedCalibrationError(bins);
        const n = bins.reduce((total, bin) => total + bin.n, 0);
        return (
          n === rows.length &&
          [ece, eceFloor, mce].every((value) => value >= 0 && value <= 1) &&
          eceDebiased <= ece + 1e-12
        );
      });
    }),
  );
});

test("calibration measures do not depend on the order of rows", () => {
  fc.assert(
    fc.property(items, (rows) => {
      const of = (each: typeof rows) => {
        const sorted = sortItems(
          each.map(([q]) => q * 50_000_000),
          each.map(([, y]) => Number(y)),
          1e9,
        );
        return JSON.stringify([expectedCalibrationError(equalMassBins(sorted)), auroc(sorted)]);
      };
      return of(rows) === of(rows.toReversed());
    }),
  );
});

test("wilsonInterval contains the share", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(500), (n, k) => {
      const [low, high] = wilsonInterval(Math.min(k, n), n)!;
      return low >= 0 && high <= 1 && low <= Math.min(k, n) / n && high >= Math.min(k, n) / n;
    }),
  );
});
