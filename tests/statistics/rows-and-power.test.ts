import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { criticalSpearman } from "../../src/statistics/critical-spearman.ts";
import { detectableCorrelation } from "../../src/statistics/detectable-correlation.ts";
import { pearson } from "../../src/statistics/pearson.ts";
import { pearsonRows } from "../../src/statistics/pearson-rows.ts";
import { tQuantile } from "../../src/statistics/t-quantile.ts";
import { twoWayInterval } from "../../src/statistics/two-way-interval.ts";

describe("pearsonRows is pearson, row by row", () => {
  const ROWS = [
    [
      [1, 2, 4, 3],
      [2, 1, 3, 5],
    ],
    [
      [1, 2, 4, 3],
      [-2, -4, -8, -6],
    ],
    [
      [1e9 + 1, 1e9 + 2, 1e9 + 4, 1e9 + 3],
      [2, 1, 3, 5],
    ],
  ] as const;

  test("also far from zero, and at both ends", () => {
    const [x, y] = [0, 1].map((k) => Float64Array.from(ROWS.flatMap((row) => [...row[k]!])));
    const rows = pearsonRows(x!, y!, 4);
    expect([...rows]).toEqual(ROWS.map(([a, b]) => expect.closeTo(pearson(a, b)!, 12)));
    expect(rows[1]).toBe(-1);
  });

  test("undefined are rows of two, constant rows on either side, and rows with a NaN", () => {
    const of = (x: readonly number[], y: readonly number[], n: number) => [
      ...pearsonRows(Float64Array.from(x), Float64Array.from(y), n),
    ];
    expect(of([1, 2], [2, 1], 2)).toEqual([Number.NaN]);
    expect(of([5, 5, 5, 1, 2, 3], [1, 2, 3, 7, 7, 7], 3)).toEqual([Number.NaN, Number.NaN]);
    expect(of([5, 5, 5], [7, 7, 7], 3)).toEqual([Number.NaN]);
    expect(of([1, Number.NaN, 3, 1, 2, 4], [1, 2, 3, 1, 2, 4], 3)).toEqual([Number.NaN, 1]);
    expect(of([1, 1, 2], [0, 0, 1], 3)).toEqual([1]); // equal at the start, not throughout
  });

  test("where a mean cannot be right at first: near 2⁵², twice centred", () => {
    const far = Float64Array.of(4e15 + 1, 4e15 + 2, 4e15 + 4, 4e15 + 3);
    const [near, other] = [Float64Array.of(1, 2, 4, 3), Float64Array.of(2, 1, 3, 5)];
    expect(pearsonRows(far, other, 4)[0]).toBeCloseTo(pearsonRows(near, other, 4)[0]!, 12);
    expect(pearsonRows(other, far, 4)[0]).toBeCloseTo(pearsonRows(other, near, 4)[0]!, 12);
  });

  test("a constant row of any value and length is undefined", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.integer({ min: 3, max: 300 }), (value, n) => {
        const constant = new Float64Array(n).fill(value);
        const other = Float64Array.from(constant, (_, i) => (i * 7) % 5);
        expect(pearsonRows(constant, other, n)[0]).toBeNaN();
        expect(pearsonRows(other, constant, n)[0]).toBeNaN();
      }),
    );
  });

  test("other shapes are refused", () => {
    const rows = (x: number, y: number, n: number) => () => pearsonRows(new Float64Array(x), new Float64Array(y), n);
    expect(rows(4, 3, 2)).toThrow(new RangeError("pearsonRows: 4 and 3 values in rows of 2"));
    expect(rows(5, 5, 2)).toThrow(RangeError);
    expect(rows(4, 4, 0)).toThrow(RangeError);
    expect(pearsonRows(new Float64Array(0), new Float64Array(0), 3).length).toBe(0);
    expect([...pearsonRows(Float64Array.of(1, 2), Float64Array.of(1, 2), 1)]).toEqual([Number.NaN, Number.NaN]);
  });
});

describe("detectableCorrelation", () => {
  test("nothing is significant on five units or fewer, so nothing can be detected", () => {
    for (const n of [1, 3, 4, 5])
      expect(detectableCorrelation({ n }), String(n)).toEqual({ observable: null, latent: null });
  });

  test("three units leave no variance to atanh ρ, at whatever level; four do where something is significant", () => {
    expect(detectableCorrelation({ n: 3, alpha: 1 })).toEqual({ observable: null, latent: null });
    expect(detectableCorrelation({ n: 4, alpha: 0.5 }).observable).toBeGreaterThan(criticalSpearman(4, 0.5)!);
  });

  test("noise raises what has to be there behind it: r = 2·sin(πρ/6)/ceiling, and null where even 1 is too little", () => {
    const { observable, latent } = detectableCorrelation({ n: 30 });
    expect(observable).toBeGreaterThan(criticalSpearman(30)!);
    expect(latent).toBeCloseTo(2 * Math.sin((Math.PI * observable!) / 6), 14);
    const noisy = detectableCorrelation({ n: 30, ceiling: 0.8 });
    expect(noisy.observable).toBe(observable);
    expect(noisy.latent).toBeCloseTo(latent! / 0.8, 14);
    expect(detectableCorrelation({ n: 30, ceiling: 0.3 })).toEqual({ observable, latent: null });
    expect(detectableCorrelation({ n: 30, ceiling: 0 }).latent).toBeNull();
  });

  test("with the power of a coin the detectable correlation is the critical one", () => {
    expect(detectableCorrelation({ n: 30, power: 0.5 }).observable).toBeCloseTo(criticalSpearman(30)!, 9);
  });
});

describe("twoWayInterval", () => {
  test("no seed and no item are refused", () => {
    const message = "twoWayInterval: at least one seed and one item";
    expect(() => twoWayInterval([])).toThrow(new RangeError(message));
    expect(() => twoWayInterval([[]])).toThrow(new RangeError(message));
  });

  test("one seed: t over items; one item: a mean and the spread of seeds, no interval; nothing that varies: none", () => {
    const one = twoWayInterval([[0, 1, 1, 0]]);
    expect(one).toMatchObject({ mean: 0.5, df: 3 });
    expect(one.variance).toBeCloseTo(1 / 3 / 4, 14);
    expect(one.interval![1]).toBeCloseTo(0.5 + tQuantile(0.975, 3) * Math.sqrt(1 / 12), 12);
    expect(twoWayInterval([[1], [3]])).toEqual({ mean: 2, variance: 1, df: null, interval: null });
    expect(
      twoWayInterval([
        [1, 1],
        [1, 1],
      ]),
    ).toEqual({ mean: 1, variance: 0, df: null, interval: null });
  });

  test("what varies by less than rounding does not vary", () => {
    expect(twoWayInterval([[1, 1 + 1e-13]])).toEqual({ mean: 1 + 5e-14, variance: 0, df: null, interval: null });
  });

  test("two seeds and two items by hand: v_i = ½, v_s = ⅛, residual ¼", () => {
    const { mean, variance, df, interval } = twoWayInterval([
      [0, 1],
      [0, 2],
    ]);
    // item means 0 and 1.5: variance 1.125, over 2 items .5625; seed means .5 and 1: .125 over 2 seeds .0625; residuals ±.25: ¼
    const [items, seeds, residual] = [1.125 / 2, 0.125 / 2, 0.25];
    const total = items + seeds - residual / 4;
    expect(mean).toBe(0.75);
    expect(variance).toBeCloseTo(Math.max(total, items), 14);
    expect(df).toBeCloseTo(Math.max(1, variance ** 2 / (items ** 2 + seeds ** 2)), 12);
    expect(interval![0]).toBeCloseTo(0.75 - tQuantile(0.975, df!) * Math.sqrt(variance), 10);
  });
});
