import { describe, expect, test } from "vitest";
import { accuracyAtCoverage } from "../../src/statistics/accuracy-at-coverage.ts";
import { betaCdf } from "../../src/statistics/beta-cdf.ts";
import { betaQuantile } from "../../src/statistics/beta-quantile.ts";
import { binaryNll } from "../../src/statistics/binary-nll.ts";
import { bootstrapDraws } from "../../src/statistics/bootstrap-draws.ts";
import { criticalSpearman } from "../../src/statistics/critical-spearman.ts";
import { crossFittedPlatt } from "../../src/statistics/cross-fitted-platt.ts";
import { crossFittedTemperature } from "../../src/statistics/cross-fitted-temperature.ts";
import { decisionAccuracy } from "../../src/statistics/decision-accuracy.ts";
import { fCdf } from "../../src/statistics/f-cdf.ts";
import { fQuantile } from "../../src/statistics/f-quantile.ts";
import { foldedNormalMean } from "../../src/statistics/folded-normal-mean.ts";
import { foldedNormalTable, TABLE_END, TABLE_STEPS } from "../../src/statistics/folded-normal-table.ts";
import { increasingRoot } from "../../src/statistics/increasing-root.ts";
import { kendallTauB } from "../../src/statistics/kendall-tau-b.ts";
import { level } from "../../src/statistics/level.ts";
import { lnGamma } from "../../src/statistics/ln-gamma.ts";
import { mixturesNeeded } from "../../src/statistics/mixtures-needed.ts";
import { normalCdf } from "../../src/statistics/normal-cdf.ts";
import { normalQuantile } from "../../src/statistics/normal-quantile.ts";
import { pearson } from "../../src/statistics/pearson.ts";
import { quantile } from "../../src/statistics/quantile.ts";
import { randomBelow } from "../../src/statistics/random-below.ts";
import { randomStream } from "../../src/statistics/random-stream.ts";
import { roundLevel } from "../../src/statistics/round-level.ts";
import { runEnds } from "../../src/statistics/run-ends.ts";
import { sampledNull } from "../../src/statistics/sampled-null.ts";
import { shuffledClusters } from "../../src/statistics/shuffled-clusters.ts";
import { signalToNoise } from "../../src/statistics/signal-to-noise.ts";
import { sortBillionths } from "../../src/statistics/sort-billionths.ts";
import { sortItems } from "../../src/statistics/sorted-items.ts";
import { spearman } from "../../src/statistics/spearman.ts";
import { spearmanNullCounts } from "../../src/statistics/spearman-null-counts.ts";
import { spearmanPermutationTest } from "../../src/statistics/spearman-permutation-test.ts";
import { spearmanTTest } from "../../src/statistics/spearman-t-test.ts";
import { splitHalfReliability } from "../../src/statistics/split-half-reliability.ts";
import { tCdf } from "../../src/statistics/t-cdf.ts";
import { tQuantile } from "../../src/statistics/t-quantile.ts";
import { tiePatterns } from "../../src/statistics/tie-patterns.ts";
import { growTo } from "../../src/statistics/wasm-instance.ts";
import { wilsonInterval } from "../../src/statistics/wilson-interval.ts";

// Where a function has an end, a centre or a value in closed form, and what it refuses; tables of values are in the golden tests.

describe("what a function cannot be asked is refused with its name and the value", () => {
  test.each([
    ["lnGamma", () => lnGamma(0), "lnGamma: 0 is not above 0"],
    ["lnGamma", () => lnGamma(Number.NaN), "lnGamma: NaN is not above 0"],
    ["normalQuantile", () => normalQuantile(-0.1), "normalQuantile: -0.1 is not in [0, 1]"],
    ["normalQuantile", () => normalQuantile(1.1), "normalQuantile: 1.1 is not in [0, 1]"],
    ["betaQuantile", () => betaQuantile(-0.1, 2, 3), "betaQuantile: -0.1 is not in [0, 1]"],
    ["betaQuantile", () => betaQuantile(1.1, 2, 3), "betaQuantile: 1.1 is not in [0, 1]"],
    ["betaCdf", () => betaCdf(-0.1, 2, 3), "betaCdf: -0.1 is not in [0, 1]"],
    ["betaCdf", () => betaCdf(1.1, 2, 3), "betaCdf: 1.1 is not in [0, 1]"],
    ["tCdf", () => tCdf(1, 0), "tCdf: 0 degrees of freedom"],
    ["tCdf", () => tCdf(1, Number.NaN), "tCdf: NaN degrees of freedom"],
    ["quantile", () => quantile([], 0.5), "quantile: no values"],
    ["level", () => level([]), "level: at least one seed"],
  ])("%s", (_, ask, message) => {
    expect(ask).toThrow(new RangeError(message));
  });

  test.each([
    ["spearman", spearman],
    ["kendallTauB", kendallTauB],
    ["pearson", pearson],
    ["decisionAccuracy", decisionAccuracy],
  ])("%s of pairs that are none", (name, coefficient) => {
    expect(() => coefficient([1, 2, 3], [1, 2])).toThrow(new RangeError(`${name}: 3 values of x, 2 of y`));
    expect(() => coefficient([1, Number.NaN], [1, 2])).toThrow(new RangeError(`${name}: x holds NaN`));
    expect(() => coefficient([1, 2], [1, Number.POSITIVE_INFINITY])).toThrow(
      new RangeError(`${name}: y holds Infinity`),
    );
  });
});

describe("values in closed form", () => {
  test("lnGamma: factorials, √π, and exactly 0 at 1 and 2", () => {
    expect([lnGamma(1), lnGamma(2)]).toEqual([0, 0]);
    expect(lnGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 14);
    expect(lnGamma(0.25)).toBeCloseTo(Math.log(3.625609908221908), 14);
    expect(lnGamma(11)).toBeCloseTo(Math.log(3_628_800), 13);
  });

  test("normalQuantile: the ends, the centre, symmetry, and the inverse of the distribution function far out", () => {
    expect([0, 1, 0.5].map(normalQuantile)).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 0]);
    expect(normalQuantile(0.75)).toBe(-normalQuantile(0.25));
    for (const p of [1e-300, 1e-100, 1e-20, 1e-6, 0.001, 0.02425, 0.2, 0.4999])
      expect(normalCdf(normalQuantile(p)) / p, String(p)).toBeCloseTo(1, 10);
  });

  test("tCdf: one degree of freedom is Cauchy's, two have a root; both tails keep their relative accuracy", () => {
    for (const t of [-50, -1, -0.3, 0, 1e-9, 0.5, 1, 3]) {
      expect(tCdf(t, 1), String(t)).toBeCloseTo(0.5 + Math.atan(t) / Math.PI, 14);
      expect(tCdf(t, 2), String(t)).toBeCloseTo(0.5 + t / (2 * Math.sqrt(2 + t * t)), 14);
    }
    expect(tCdf(0, 7)).toBe(0.5);
    expect(tCdf(-1e6, 1) / (1 / (Math.PI * 1e6))).toBeCloseTo(1, 9);
    expect((tCdf(1e-9, 1) - 0.5) / (1e-9 / Math.PI)).toBeCloseTo(1, 6);
  });

  test("betaQuantile: uniform, √p, and the ends as they are", () => {
    for (const p of [0, 1])
      expect([betaQuantile(p, 0.5, 0.5), betaQuantile(p, 9, 2), betaQuantile(p, 2, 9)]).toEqual([p, p, p]);
    for (const p of [1e-9, 0.3, 0.99]) {
      expect(betaQuantile(p, 1, 1)).toBeCloseTo(p, 14);
      expect(betaQuantile(p, 2, 1)).toBeCloseTo(Math.sqrt(p), 14);
    }
    expect([betaCdf(0, 2, 3), betaCdf(1, 2, 3)]).toEqual([0, 1]);
  });

  test("F: nothing at 0 and below; with two degrees of freedom a power", () => {
    expect([fCdf(-1, 2, 4), fCdf(0, 2, 4)]).toEqual([0, 0]);
    // P(F ≤ x) = 1 − (1 + x/2)⁻² for d₁ = 2, d₂ = 4
    expect(fCdf(3, 2, 4)).toBeCloseTo(1 - 2.5 ** -2, 14);
    expect(fQuantile(1 - 2.5 ** -2, 2, 4)).toBeCloseTo(3, 12);
  });

  test("increasingRoot finds a root to the last bit, also where the function is flat or the root is an end", () => {
    expect(Math.abs(increasingRoot((x) => x * x - 2, 0, 2) - Math.SQRT2)).toBeLessThanOrEqual(2 ** -52);
    expect(increasingRoot((x) => x, 0, 1)).toBeLessThan(1e-300);
    expect(increasingRoot((x) => x - 1, 0, 1)).toBeCloseTo(1, 15);
    // flat at 0 from .4 to .6: where it gets there
    expect(increasingRoot((x) => Math.min(0, x - 0.4) + Math.max(0, x - 0.6), 0, 1)).toBeCloseTo(0.4, 14);
  });

  test("spearmanTTest: nothing is as extreme as a perfect correlation; else Student's t", () => {
    expect([spearmanTTest(1, 5), spearmanTTest(-1, 5)]).toEqual([0, 0]);
    // three units, r = ½: t = 1/√3 with one degree of freedom
    expect(spearmanTTest(0.5, 3)).toBeCloseTo(2 * (0.5 - Math.atan(1 / Math.sqrt(3)) / Math.PI), 14);
    expect(spearmanTTest(-0.5, 3)).toBe(spearmanTTest(0.5, 3));
  });

  test("spearmanNullCounts: all orders of three", () => {
    expect(spearmanNullCounts(3)).toEqual({ sumD2: [0, 2, 6, 8], count: [1, 2, 2, 1] });
  });

  test("pearson: neither the largest numbers nor the smallest overflow or vanish", () => {
    const [x, y] = [
      [1, 1.7, 1.2, 1.6],
      [1.1, 1.4, 1.5, 1.3],
    ];
    const r = pearson(x!, y!)!;
    for (const power of [2 ** 1023, 2 ** -1020])
      for (const sides of [
        [power, power],
        [power, 1],
        [1, power],
      ])
        expect(
          pearson(
            x!.map((value) => value * sides[0]!),
            y!.map((value) => value * sides[1]!),
          ),
        ).toBe(r);
  });

  test("wilsonInterval: the end itself where nothing or all succeeded, whatever the rounding", () => {
    for (let n = 1; n <= 300; n++) {
      expect(wilsonInterval(0, n)![0], String(n)).toBe(0);
      expect(wilsonInterval(n, n)![1], String(n)).toBe(1);
    }
  });

  test("signalToNoise by hand: MSB 16, MSW 2, F = 8 on 1 and 2 degrees of freedom", () => {
    const { value, interval } = signalToNoise([
      [1, 3],
      [5, 7],
    ])!;
    expect(value).toBeCloseTo(Math.sqrt(7 / 2), 14);
    // F.975(1, 2) = 38.506, F.975(2, 1) = 799.5
    expect(interval[0]).toBe(0);
    expect(interval[1]).toBeCloseTo(Math.sqrt((8 * 799.5 - 1) / 2), 10);
    // three groups of two: F = 25 on 2 and 3 degrees of freedom
    const three = signalToNoise([
      [0, 2],
      [5, 7],
      [10, 12],
    ])!;
    expect(three.value).toBeCloseTo(Math.sqrt(24 / 2), 14);
    expect(three.interval[0]).toBeCloseTo(Math.sqrt((25 / fQuantile(0.975, 2, 3) - 1) / 2), 12);
    expect(three.interval[1]).toBeCloseTo(Math.sqrt((25 * fQuantile(0.975, 3, 2) - 1) / 2), 12);
  });

  test.each([
    ["one mixture", [[1, 2, 3]]],
    ["one seed each", [[1], [2], [3]]],
    [
      "no noise of seeds",
      [
        [1, 1],
        [2, 2],
      ],
    ],
  ])("signalToNoise is null with %s", (_, groups) => {
    expect(signalToNoise(groups)).toBeNull();
  });

  test("mixturesNeeded: up to 1,000, and null above", () => {
    const needed = Array.from({ length: 4000 }, (_, k) => mixturesNeeded(0.08 + k * 1e-5, 30));
    const numbers = needed.filter((n) => n !== null);
    expect(needed[0]).toBeNull();
    expect(numbers[0]).toBe(1000);
    expect(numbers.every((n, k) => k === 0 || n <= numbers[k - 1]!)).toBe(true);
    expect(mixturesNeeded(0.999, 9)).toBeGreaterThanOrEqual(5);
    // the formula at its edge: with one mixture fewer the power is below 80 %
    const r = 0.5;
    const power = (n: number) => 1 - normalCdf(1.96 - Math.atanh(r) * Math.sqrt((n - 3) / (1 + (r * r) / 2)));
    const n = mixturesNeeded(r, 30)!;
    expect([power(n) >= 0.8, power(n - 1) < 0.8]).toEqual([true, true]);
  });

  test("binaryNll: probabilities are shares of `one`", () => {
    const nll = binaryNll(sortItems(Int32Array.of(800_000_000, 600_000_000), Uint8Array.of(1, 0), 1e9));
    expect(nll).toBeCloseTo((-Math.log(0.8) - Math.log(0.4)) / 2, 12);
  });

  test("roundLevel: sums in another order are the same level; runEnds: where each run of equal values ends", () => {
    expect([0.1 + 0.2, 0.3, -0.123_456_789_012_4, 8999].map(roundLevel)).toEqual([0.3, 0.3, -0.123_456_789_012, 8999]);
    expect([...runEnds([1, 1, 2, 5, 5, 5])]).toEqual([2, 2, 3, 6, 6, 6]);
    expect([...runEnds([])]).toEqual([]);
  });

  test("foldedNormalTable has mean and slope at every place, and one place beyond its end", () => {
    const table = foldedNormalTable();
    expect(table.length).toBe(2 * (TABLE_END * TABLE_STEPS + 2));
    for (const place of [0, 1, 500, TABLE_END * TABLE_STEPS, TABLE_END * TABLE_STEPS + 1]) {
      const t = place / TABLE_STEPS;
      expect(table[2 * place]).toBe(foldedNormalMean(t, 1));
      expect(table[2 * place + 1]).toBe(1 - 2 * normalCdf(-t));
    }
  });
});

test("tiePatterns: turned upside down or exchanged, two vectors share one pattern; others do not", () => {
  const [a, b] = [
    [-3, -1, 1, 3],
    [-2, -2, 1, 3],
  ];
  const upside = (pattern: readonly number[]) => pattern.map((value) => 0 - value).reverse();
  const all = [
    tiePatterns(a!, b!),
    tiePatterns(b!, a!),
    tiePatterns(upside(a!), b!),
    tiePatterns(a!, upside(b!)),
    tiePatterns(upside(b!), upside(a!)),
  ];
  for (const each of all) expect(each).toEqual(all[0]);
  expect(all[0]!.map((pattern) => pattern.join()).toSorted()).toContain("-3,-1,1,3");
  expect(tiePatterns(a!, a!)).not.toEqual(all[0]);
});

test("growTo makes a memory long enough and never shorter", () => {
  const memory = new WebAssembly.Memory({ initial: 2 });
  const pages = (bytes: number) => {
    growTo(memory, bytes);
    return memory.buffer.byteLength / 65_536;
  };
  expect([1, 131_072, 131_073, 10].map(pages)).toEqual([2, 2, 3, 3]);
});

describe("what is drawn", () => {
  test("shuffledClusters: order k is of block ⌊k/256⌋, each row a permutation, by Fisher and Yates from the top", () => {
    const clusters = 7;
    const orders = shuffledClusters({ key: "split/quiz", clusters, orders: 258 });
    const row = (k: number) => [...orders.subarray(k * clusters, (k + 1) * clusters)];
    const drawn = (next: () => number) => {
      const places = Array.from({ length: clusters }, (_, c) => c);
      for (let c = clusters - 1; c > 0; c--) {
        const other = randomBelow(next(), c + 1);
        [places[c], places[other]] = [places[other]!, places[c]!];
      }
      return places;
    };
    expect(orders.length).toBe(258 * clusters);
    const [first, second] = [0, 1].map((block) => randomStream("split/quiz", block));
    for (const k of [0, 1, 2]) expect(row(k), String(k)).toEqual(drawn(first!));
    for (const k of [256, 257]) expect(row(k), String(k)).toEqual(drawn(second!));
    for (const k of [0, 1, 255, 256, 257]) expect(row(k).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  test("sampledNull: without ties one table for all of a size, with ties every pattern its own", () => {
    const asked: string[] = [];
    const count = sampledNull((a, b) => {
      asked.push(`${a} ${b}`);
      return Float64Array.of(3, 1, 2, 2);
    });
    expect([count([-1, 0, 1], [-1, 0, 1], 2), count([-2, 0, 2], [-1, 0, 1], 3)]).toEqual([3, 1]);
    expect(asked.length).toBe(1);
    expect([count([-1, -1, 2], [-1, 0, 1], 2), count([-1, 0, 1], [-2, 1, 1], 4)]).toEqual([3, 0]);
    expect(count([-1, -1, 2], [-1, 0, 1], 1)).toBe(4);
    expect(asked.length).toBe(4);
  });

  test("bootstrapDraws remembers, so that all estimates see the same draws", () => {
    const options = { n: 3, studyMixtures: 4, replicates: 5 };
    expect(bootstrapDraws(options)).toBe(bootstrapDraws({ ...options }));
    expect(bootstrapDraws({ ...options, n: 2 })).not.toEqual(bootstrapDraws(options));
  });

  test("bootstrapDraws refuses more mixtures than the study has", () => {
    expect(() => bootstrapDraws({ n: 5, studyMixtures: 4, replicates: 10 })).toThrow(
      new RangeError("bootstrapDraws: 5 mixtures drawn of 4"),
    );
    const next = randomStream("mixtures", 1);
    const block = bootstrapDraws({ n: 3, studyMixtures: 4, replicates: 257 }).subarray(256 * 3);
    expect([...block]).toEqual([next(), next(), next()].map((u32) => randomBelow(u32, 3)));
  });
});

describe("tests and what they need", () => {
  test("tQuantile: one degree of freedom is Cauchy’s, two have a root, near the middle and in the tails", () => {
    for (const p of [0.001, 0.2, 0.3, 0.49, 0.5, 0.6, 0.75, 0.9, 0.999]) {
      expect(tQuantile(p, 1), String(p)).toBeCloseTo(Math.tan(Math.PI * (p - 0.5)), 9);
      const two = (2 * p - 1) * Math.sqrt(2 / (4 * p * (1 - p)));
      expect(tQuantile(p, 2), String(p)).toBeCloseTo(two, 9);
      expect(tCdf(tQuantile(p, 7.5), 7.5), String(p)).toBeCloseTo(p, 12);
    }
    expect(Object.is(tQuantile(0.5, 3), 0)).toBe(true);
    // the density of five degrees of freedom at 0 is 8/(3π√5)
    expect(tQuantile(0.5 + 2 ** -30, 5) / (2 ** -30 / (8 / (3 * Math.PI * Math.sqrt(5))))).toBeCloseTo(1, 9);
  });

  test("criticalSpearman: the exact table up to nine, null where nothing is significant, beyond nine by t", () => {
    const exact = [4, 5, 6, 7, 8, 9].map((n) => criticalSpearman(n)?.toFixed(3) ?? null);
    expect(exact).toEqual([null, "1.000", "0.886", "0.786", "0.738", "0.700"]);
    expect(criticalSpearman(3, 0.4)).toBe(1);
    expect(criticalSpearman(3, 1)).toBe(0.5); // every order is significant: down to the last above 0
    for (const n of [10, 30]) expect(spearmanTTest(criticalSpearman(n)!, n)).toBeCloseTo(0.05, 12);
  });

  test("increasingRoot stops when there is no number between", () => {
    let calls = 0;
    increasingRoot(
      (x) => {
        calls++;
        return x - 0.3;
      },
      0,
      1,
    );
    expect(calls).toBeLessThan(70);
  });

  test("sortBillionths says what it cannot sort", () => {
    const message = "sortBillionths: 2 confidences, 1 outcomes";
    expect(() => sortBillionths([1, 2], [1])).toThrow(new RangeError(message));
    expect(() => sortBillionths([], [])).toThrow(new RangeError("sortBillionths: 0 confidences, 0 outcomes"));
    const many = 2 ** 23 + 1;
    expect(() => sortBillionths({ length: many }, { length: many })).toThrow(RangeError);
    const { confidence, correct, source } = sortBillionths([5, 1_000_000_000, 0], [1, 0, 1]);
    expect([[...confidence], [...correct], [...source]]).toEqual([
      [0, 5, 1e9],
      [1, 1, 0],
      [2, 0, 1],
    ]);
  });

  test("permutation tests say over which orders they are", () => {
    expect(spearmanPermutationTest([1, 2, 3], [1, 2, 3])!.method).toBe("exact, all 6 orders");
  });

  test("accuracyAtCoverage: all of the items, and a cut within equal confidences in proportion", () => {
    const items = sortItems(Int32Array.of(1, 1, 3, 4), Uint8Array.of(0, 1, 1, 1), 10);
    expect(accuracyAtCoverage(items, 1)).toBe(0.75);
    expect(accuracyAtCoverage(items, 0.75)).toBeCloseTo(2.5 / 3, 14);
    expect(accuracyAtCoverage(items, 0.5)).toBe(1);
  });

  test("splitHalfReliability: one undefined split in twenty is let pass, more are not", () => {
    const half = [1, 2, 4, 3];
    const splits = (undefinedOnes: number) => [
      ...Array.from({ length: 20 - undefinedOnes }, () => half),
      ...Array.from({ length: undefinedOnes }, () => [1, 1, 1, 1]),
    ];
    const other = Array.from({ length: 20 }, () => [1, 2, 3, 4]);
    expect(splitHalfReliability(splits(1), other)).toMatchObject({ correlation: expect.closeTo(0.8, 12) });
    expect(splitHalfReliability(splits(2), other)).toEqual({ reason: "too many undefined replicates" });
  });

  test("crossFittedPlatt leaves a fold alone that nobody is in; crossFittedTemperature says why a fold has none", () => {
    const x = Float64Array.of(-2, -1, 0.5, 1, 2, -0.5, 0.2, 1.5);
    const y = Uint8Array.of(0, 1, 0, 1, 1, 0, 1, 0);
    const fold = Uint8Array.of(0, 1, 0, 1, 0, 1, 0, 1);
    expect(crossFittedPlatt(x, y, fold, 3)).toEqual(crossFittedPlatt(x, y, fold, 2));
    const sure = Float64Array.of(5, 0, 5, 0, 5, 0, 5, 0);
    expect(crossFittedTemperature(sure, [0, 0, 0, 0], 2, Uint8Array.of(0, 1, 0, 1), 2)).toBeTypeOf("string");
  });
});
