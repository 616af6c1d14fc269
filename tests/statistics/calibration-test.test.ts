import { expect, test } from "vitest";
import { bernoulliSumCdf } from "../../src/statistics/bernoulli-sum.ts";
import { equalMassBins } from "../../src/statistics/calibration-bins.ts";
import { calibrationTest } from "../../src/statistics/calibration-test.ts";
import { expectedCalibrationError } from "../../src/statistics/expected-calibration-error.ts";
import { randomStream } from "../../src/statistics/random-stream.ts";
import { sortItems } from "../../src/statistics/sorted-items.ts";

const ONE = 1e9;

/** A model with confidences on [0.25, 1], some of them 1, right with probability `truth(q)`. */
function model(key: string, n: number, truth: (q: number) => number) {
  const next = randomStream(key, 0);
  const uniform = () => next() / 2 ** 32;
  const confidence = Array.from({ length: n }, (_, i) =>
    i % 9 === 0 ? ONE : Math.floor((0.25 + 0.75 * uniform()) * ONE),
  );
  return { confidence, correct: confidence.map((q) => (uniform() < truth(q / ONE) ? 1 : 0)) };
}

test("calibrationTest agrees with a plain simulation of every answer", () => {
  const models = [model("a", 60, (q) => q), model("b", 45, (q) => q * 0.9)].map(({ confidence, correct }) =>
    sortItems(confidence, correct, ONE),
  );
  const ece = (correct: readonly (readonly number[])[]) =>
    models.reduce((total, each, s) => {
      const simulated = sortItems(each.confidence, correct[s]!, ONE);
      return total + expectedCalibrationError(equalMassBins(simulated)).ece;
    }, 0) / models.length;
  const observed = ece(models.map((each) => [...each.correct]));
  const draws = 4_000;
  let count = 0;
  const next = randomStream("plain", 0);
  for (let draw = 0; draw < draws; draw++) {
    const simulated = models.map((each) => Array.from(each.confidence, (q) => (next() / 2 ** 32 < q / ONE ? 1 : 0)));
    if (ece(simulated) >= observed - 1e-12) count++;
  }
  const result = calibrationTest(models, "k", draws);
  expect(result.p).toBe((result.count + 1) / (draws + 1));
  expect(result.ece).toBeCloseTo(observed, 12);
  // two independent simulations of the same share: within five standard errors of their difference
  const share = (count + result.count) / (2 * draws);
  expect(Math.abs(count - result.count) / draws).toBeLessThan(5 * Math.sqrt((2 * share * (1 - share)) / draws));
  expect(share).toBeGreaterThan(0.01);
});

test.each([
  [
    [0.5, 0.5],
    [0.25, 0.75],
  ],
  [
    [1, 0.3],
    [0, 0.7],
  ],
  [
    [0, 0, 1],
    [0, 1, 1],
  ],
  [
    [0.2, 0.3, 0.4],
    [0.336, 0.788, 0.976],
  ],
])("bernoulliSumCdf(%j) is %j", (chances, expected) => {
  for (const [k, value] of bernoulliSumCdf(chances).entries()) expect(value).toBeCloseTo(expected[k]!, 12);
});

test("calibrationTest does not depend on the order of rows", () => {
  const { confidence, correct } = model("ties", 80, (q) => q * q);
  const coarse = confidence.map((q) => Math.round(q / 1e8) * 1e8);
  const forward = calibrationTest([sortItems(coarse, correct, ONE)], "k");
  const backward = calibrationTest([sortItems(coarse.toReversed(), correct.toReversed(), ONE)], "k");
  expect(backward).toEqual(forward);
});

/** The test as it is described, with every number of right answers drawn by a search from the first. */
function plainTest(models: readonly ReturnType<typeof sortItems>[], key: string, draws: number) {
  const bins = models.map((items) =>
    equalMassBins(items).map(({ start, end, n, correct }) => {
      const own = items.confidence.subarray(start, end);
      const expected = own.reduce((total, q) => total + q, 0);
      const thresholds = [...bernoulliSumCdf(own.map((q) => q / items.one))].map((p) => Math.floor(p * 2 ** 32));
      const error = (right: number) => Math.abs(right * items.one - expected);
      return {
        observed: error(correct),
        simulated(u: number) {
          const k = thresholds.findIndex((threshold) => u < threshold);
          return error(k < 0 ? n : k);
        },
      };
    }),
  );
  const total = (errorOf: (bin: (typeof bins)[number][number]) => number) =>
    bins.reduce(
      (sum, own, m) => sum + own.reduce((error, bin) => error + errorOf(bin), 0) / (models[m]!.n * models[m]!.one),
      0,
    );
  const observed = total((bin) => bin.observed);
  let next = randomStream(key, 0);
  let count = 0;
  for (let draw = 0; draw < draws; draw++) {
    if (draw % 256 === 0) next = randomStream(key, draw / 256);
    if (total((bin) => bin.simulated(next())) >= observed - 1e-12) count++;
  }
  return { ece: observed / models.length, count };
}

test("calibrationTest draws from the stream that is described, number by number", () => {
  for (const [k, sizes] of [[40], [3], [300, 20], [16, 15, 14], [1, 70]].entries()) {
    const models = sizes.map((n, m) => {
      const { confidence, correct } = model(`${k}/${m}`, n, (q) => q - 0.03);
      return sortItems(confidence, correct, ONE);
    });
    for (const draws of [1, 256, 257, 900]) {
      const expected = plainTest(models, `stream-${k}`, draws);
      const result = calibrationTest(models, `stream-${k}`, draws);
      expect([result.count, result.draws]).toEqual([expected.count, draws]);
      expect(result.ece).toBeCloseTo(expected.ece, 12);
    }
  }
});

test("calibrationTest: who is always sure and right is never off, and every simulated model is as good", () => {
  const sure = sortItems(Array(30).fill(ONE), Array(30).fill(1), ONE);
  expect(calibrationTest([sure, sure], "k", 300)).toEqual({ ece: 0, count: 300, draws: 300, p: 1 });
});

test("calibrationTest: a random number at a threshold has reached it", () => {
  const key = ["a", "b", "c", "d", "e", "f"].find((each) => randomStream(each, 0)() > 2 ** 31)!;
  const threshold = randomStream(key, 0)() / 2 ** 32;
  // one item, right where the number is not below the chance that it is wrong: the simulated answer is the right one
  const right = sortItems([1 - threshold], [1]);
  expect(calibrationTest([right], key, 1).count).toBe(1);
  const wrong = sortItems([1 - threshold], [0]);
  expect(calibrationTest([wrong], key, 1).count).toBe(1);
});

test("calibrationTest: an error counts that is smaller by the 10⁻¹² that rounding is allowed, none that is smaller by more", () => {
  // right: (one − q)/one, which is observed; wrong: q/one, smaller by all of that
  const one = 1e6;
  const allowed = 499_999.999_999_5;
  expect(allowed * (1 / one)).toBe((one - allowed) * (1 / one) - 1e-12);
  expect(calibrationTest([sortItems([allowed], [1], one)], "k", 50).count).toBe(50);
  expect(calibrationTest([sortItems([allowed - 1e-6], [1], one)], "k", 50).count).toBeLessThan(50);
});

test("calibrationTest rejects calibrated models about as often as it says, and finds an overconfident one", () => {
  const ps = Array.from({ length: 200 }, (_, k) => {
    const { confidence, correct } = model(`calibrated-${k}`, 120, (q) => q);
    return calibrationTest([sortItems(confidence, correct, ONE)], `k${k}`, 199).p;
  });
  const rejected = ps.filter((p) => p <= 0.05).length / ps.length;
  expect(rejected).toBeGreaterThan(0.01);
  expect(rejected).toBeLessThan(0.1);
  const { confidence, correct } = model("sure", 300, (q) => q - 0.2);
  expect(calibrationTest([sortItems(confidence, correct, ONE)], "k").p).toBe(0.001);
});
