import fc from "fast-check";
import { expect, test } from "vitest";
import { belowThresholdP } from "../../src/statistics/below-threshold-p.ts";
import { betaCdf } from "../../src/statistics/beta-cdf.ts";
import { betaQuantile } from "../../src/statistics/beta-quantile.ts";
import { binomialInterval } from "../../src/statistics/binomial-interval.ts";
import { bonettWrightInterval } from "../../src/statistics/bonett-wright-interval.ts";
import { clopperPearsonInterval } from "../../src/statistics/clopper-pearson-interval.ts";
import { fCdf } from "../../src/statistics/f-cdf.ts";
import { fQuantile } from "../../src/statistics/f-quantile.ts";
import { fisherInterval } from "../../src/statistics/fisher-interval.ts";
import { intervalAtOne } from "../../src/statistics/interval-at-one.ts";
import { mixturesNeeded } from "../../src/statistics/mixtures-needed.ts";
import { normalCdf } from "../../src/statistics/normal-cdf.ts";
import { normalQuantile } from "../../src/statistics/normal-quantile.ts";
import { quantile } from "../../src/statistics/quantile.ts";
import { wilsonInterval } from "../../src/statistics/wilson-interval.ts";

test("quantile stays within its values and never falls as p grows", () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), share, share, (values, p, q) => {
      const sorted = values.toSorted((a, b) => a - b);
      const [low, high] = [quantile(sorted, Math.min(p, q)), quantile(sorted, Math.max(p, q))];
      return low >= sorted[0]! && high <= sorted.at(-1)! && low <= high;
    }),
  );
});

test("normal, beta and F quantiles undo their distribution functions", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), fc.integer({ min: 1, max: 40 }), (p, k) => {
      const back = [
        normalCdf(normalQuantile(p)),
        betaCdf(betaQuantile(p, k / 2, 3), k / 2, 3),
        fCdf(fQuantile(p, k, 7), k, 7),
      ];
      return back.every((value) => Math.abs(value - p) < 1e-10);
    }),
  );
});

test.each([
  ["fisherInterval", fisherInterval],
  ["bonettWrightInterval", bonettWrightInterval],
] as const)("%s holds r, narrows with n, and is null below four mixtures and at one", (_, of) => {
  fc.assert(
    fc.property(fc.double({ min: -0.999, max: 0.999, noNaN: true }), fc.integer({ min: 4, max: 60 }), (r, n) => {
      const [[low, high], [inner, outer]] = [of(r, n)!, of(r, n + 1)!];
      return low >= -1 && low < r && r < high && high <= 1 && inner > low && outer < high;
    }),
  );
  expect([of(0.5, 3), of(1, 9), of(-1, 9)]).toEqual([null, null, null]);
});

test("intervalAtOne mirrors with the sign, maps to shares for decision accuracy, and needs four or five mixtures", () => {
  const [low, high] = intervalAtOne("kendall", 1, 9)!;
  expect(high).toBe(1);
  expect(intervalAtOne("kendall", -1, 9)).toEqual([-1, -low]);
  expect(intervalAtOne("decision-accuracy", 1, 9)).toEqual([(low + 1) / 2, 1]);
  expect(intervalAtOne("decision-accuracy", -1, 9)).toEqual([0, (1 - low) / 2]);
  expect([intervalAtOne("spearman", 1, 3), intervalAtOne("kendall", 1, 4)]).toEqual([null, null]);
  expect(intervalAtOne("spearman", 1, 4)).not.toBeNull();
});

test("clopperPearsonInterval holds the share and its tails", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(60), (n, drawn) => {
      const k = Math.min(n, drawn);
      const [low, high] = clopperPearsonInterval(k, n)!;
      // P(X ≥ k) at the lower limit, P(X ≤ k) at the upper one
      const isLow = k === 0 ? low === 0 : Math.abs(betaCdf(low, k, n - k + 1) - 0.025) < 1e-9;
      const isHigh = k === n ? high === 1 : Math.abs(betaCdf(high, k + 1, n - k) - 0.975) < 1e-9;
      return low <= k / n && k / n <= high && isLow && isHigh;
    }),
  );
  expect(clopperPearsonInterval(0, 0)).toBeNull();
});

test("belowThresholdP grows with r and is ½ at the threshold", () => {
  expect(belowThresholdP(0.5, 9, 0.5)).toBe(0.5);
  const ps = [-1, -0.5, 0, 0.4, 0.7, 1].map((r) => belowThresholdP(r, 9, 0.5));
  expect(ps).toEqual(ps.toSorted((a, b) => a - b));
  expect(ps[0]).toBeGreaterThan(0);
});

test("mixturesNeeded falls as |r| grows, is at least 5, and null where 1,000 do not do", () => {
  const needed = [0.1, 0.3, 0.5, 0.7, 0.9, 1].map((r) => mixturesNeeded(r, 9)!);
  expect(needed).toEqual(needed.toSorted((a, b) => b - a));
  expect(needed.at(-1)).toBe(5);
  expect(mixturesNeeded(-0.5, 9)).toBe(mixturesNeeded(0.5, 9));
  expect([mixturesNeeded(0, 9), mixturesNeeded(0.05, 9)]).toEqual([null, null]);
  // by hand: atanh .5 = .549306; √((n − 3)/1.125) must reach 2.801585/.549306 = 5.10023, so n − 3 ≥ 29.264
  expect(mixturesNeeded(0.5, 9)).toBe(33);
});

test("binomialInterval is exact below ten items, Wilson's from there", () => {
  const [low, high] = clopperPearsonInterval(4, 9)!;
  expect(binomialInterval(4, 9)).toEqual({ low, high, method: "Clopper–Pearson" });
  const [from, to] = wilsonInterval(4, 10)!;
  expect(binomialInterval(4, 10)).toEqual({ low: from, high: to, method: "Wilson" });
  const mean = binomialInterval(3.5, 8)!; // between what 3 and 4 right answers give
  expect(mean.low).toBeGreaterThan(clopperPearsonInterval(3, 8)![0]);
  expect(mean.high).toBeLessThan(clopperPearsonInterval(4, 8)![1]);
  expect(binomialInterval(0, 0)).toBeNull();
});
