import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type PlattFit, plattFit } from "../../src/statistics/platt-fit.ts";
import { logit, plattScaling } from "../../src/statistics/platt-scaling.ts";

const sigma = (z: number) => 1 / (1 + Math.exp(-z));
const entropy = (share: number) => -share * Math.log(share) - (1 - share) * Math.log(1 - share);

/** `right` right ones of `items` at the log-odds x. */
interface Group {
  readonly x: number;
  readonly right: number;
  readonly items: number;
}

function itemsOf(groups: readonly Group[]): { x: number[]; y: number[] } {
  const items = groups.flatMap(({ x, right, items }) =>
    Array.from({ length: items }, (_, i) => [x, Number(i < right)]),
  );
  return { x: items.map(([x]) => x!), y: items.map(([, y]) => y!) };
}

/** Both ways to the same optimum, from log-odds; null where there is none. Log-odds are at most `most` in size. */
const FITS: [string, (x: readonly number[], y: readonly number[]) => PlattFit | null, most: number][] = [
  ["plattScaling", (x, y) => plattScaling(x.map(sigma), y), 13],
  [
    "plattFit",
    (x, y) => {
      const fit = plattFit(Float64Array.from(x), Uint8Array.from(y));
      return typeof fit === "string" ? null : fit;
    },
    1000,
  ],
];

const groupUpTo = (most: number) =>
  fc
    .tuple(
      fc.constantFrom(-0.875, -0.5, -0.25, 0, 0.25, 0.75, 1).map((x) => most * x),
      fc.integer({ min: 2, max: 12 }),
      fc.nat(100),
    )
    .map(([x, items, part]): Group => ({ x, items, right: 1 + (part % (items - 1)) }));

describe.each(FITS)("%s", (_, fitOf, most) => {
  test("maps two confidences to their shares of right answers, however sure and wrong they are", () => {
    fc.assert(
      fc.property(groupUpTo(most), groupUpTo(most), (one, other) => {
        fc.pre(one.x !== other.x);
        const { x, y } = itemsOf([one, other]);
        const { slope, intercept } = fitOf(x, y)!;
        for (const { x, right, items } of [one, other])
          expect(sigma(slope * x + intercept)).toBeCloseTo(right / items, 7);
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  test("a steep map leaves the surest items alone, whose odds no double holds", () => {
    const gap = 1e-4;
    const x = [-13, 13, -gap, gap, -3 * gap, 3 * gap];
    const { slope, intercept } = fitOf(x, [0, 1, 1, 0, 0, 1])!;
    // by symmetry only the slope is left: σ(u) = 3σ(−3u) at u = slope · gap, found by bisection
    let [low, high] = [0, 1];
    for (let step = 0; step < 60; step++) {
      const u = (low + high) / 2;
      if (sigma(u) < 3 * sigma(-3 * u)) low = u;
      else high = u;
    }
    expect(slope * gap).toBeCloseTo(low, 6);
    expect(intercept).toBeCloseTo(0, 3);
  });

  test.each([
    ["no items", [], []],
    ["only right ones", [-1, 0, 1], [1, 1, 1]],
    ["only wrong ones", [-1, 0, 1], [0, 0, 0]],
    ["right ones above", [-1, 0, 1, 2], [0, 0, 1, 1]],
    ["right ones below", [-1, 0, 1, 2], [1, 1, 0, 0]],
    ["right ones above, touching", [-1, 0, 0, 1], [0, 0, 1, 1]],
    ["right ones below, touching", [-1, 0, 0, 1], [1, 1, 0, 0]],
    ["one confidence for the right, one for the wrong", [2, 2, -1], [1, 1, 0]],
    ["all right ones within touching distance", [1, 1, 1, 3], [1, 1, 0, 0]],
  ])("has no finite optimum for %s", (_, x, y) => {
    expect(fitOf(x, y)).toBeNull();
  });

  test.each([
    [
      [1, 2, 2, 3],
      [1, 0, 0, 1],
    ],
    [
      [1, 2, 2, 3],
      [0, 1, 1, 0],
    ],
    [
      [1, 1, 2, 2],
      [0, 1, 0, 1],
    ],
  ])("of %j, %j has one: neither outcome has the higher confidence", (x, y) => {
    const { slope, intercept } = fitOf(x, y)!;
    const errors = x.map((value, i) => sigma(slope * value + intercept) - y[i]!);
    expect(errors.reduce((total, error) => total + error, 0)).toBeCloseTo(0, 9);
    expect(errors.reduce((total, error, i) => total + error * x[i]!, 0)).toBeCloseTo(0, 9);
  });
});

test("plattScaling of one confidence for all maps it to the share of right answers", () => {
  const one = groupUpTo(4).chain((each) => fc.constantFrom(each.x, 1, -1).map((x) => ({ ...each, x })));
  fc.assert(
    fc.property(one, (all) => {
      const { x, y } = itemsOf([all]);
      const { slope, intercept, nll } = plattScaling(x.map(sigma), y)!;
      expect(sigma(slope * all.x + intercept)).toBeCloseTo(all.right / all.items, 6);
      expect(nll).toBeCloseTo(entropy(all.right / all.items), 9);
    }),
    { numRuns: 300, seed: 5 },
  );
});

test("plattScaling's negative log-likelihood is the mean at its map", () => {
  const [one, other] = [
    { x: -2, right: 1, items: 5 },
    { x: 3, right: 7, items: 9 },
  ];
  const { x, y } = itemsOf([one, other]);
  expect(plattScaling(x.map(sigma), y)!.nll).toBeCloseTo((5 * entropy(1 / 5) + 9 * entropy(7 / 9)) / 14, 14);
});

test("logit is finite at 0 and 1, and odd about ½", () => {
  expect(logit(0.5)).toBe(0);
  expect(logit(0.75)).toBeCloseTo(Math.log(3), 14);
  expect(logit(1)).toBeCloseTo(Math.log(999_999), 9);
  expect(logit(0)).toBeCloseTo(-Math.log(999_999), 9);
  expect(logit(1e-7)).toBe(logit(0));
});

test("plattFit begins anew where the log-odds are so large that every probability is 0 or 1", () => {
  const { x, y } = itemsOf([
    { x: -1e5, right: 1, items: 4 },
    { x: 1e5, right: 7, items: 9 },
  ]);
  const starts = [undefined, { slope: 0, intercept: 4000 }, { slope: -4000, intercept: 0 }];
  for (const start of starts) {
    const fit = plattFit(Float64Array.from(x), Uint8Array.from(y), x.length, start);
    if (typeof fit === "string") return expect.fail(fit);
    expect(sigma(fit.intercept - 1e5 * fit.slope)).toBeCloseTo(1 / 4, 9);
    expect(sigma(fit.intercept + 1e5 * fit.slope)).toBeCloseTo(7 / 9, 9);
  }
});

test("plattFit looks at the first n items only", () => {
  const [x, y] = [Float64Array.of(-1, 0, 1, 2, 3), Uint8Array.of(0, 0, 1, 0, 1)];
  expect(plattFit(x, y, 3)).toBe("separable");
  expect(plattFit(x, y, 2)).toBe("one outcome only");
  expect(plattFit(x, y, 4)).toEqual(plattFit(x.slice(0, 4), y.slice(0, 4)));
  expect(plattFit(Float64Array.of(2, 2, 1), Uint8Array.of(0, 1, 1), 2)).toBe("constant input");
});

test("plattFit of log-odds that differ in their last digits alone is finite", () => {
  for (let k = 1; k <= 200; k++) {
    const near = k / 7 + 2 ** -48;
    const fit = plattFit(Float64Array.of(k / 7, near, k / 7, near), Uint8Array.of(1, 1, 0, 0));
    if (typeof fit === "string") return expect.fail(fit);
    expect(Number.isFinite(fit.slope) && Number.isFinite(fit.intercept)).toBe(true);
  }
});
