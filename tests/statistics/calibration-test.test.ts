import { expect, test } from "vitest";
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

test("calibrationTest counts what a plain simulation counts", () => {
  const models = [model("a", 60, (q) => q), model("b", 45, (q) => q * 0.9)].map(({ confidence, correct }) =>
    sortItems(confidence, correct, ONE),
  );
  const ece = (correct: readonly (readonly number[])[]) =>
    models.reduce((total, each, s) => {
      const bins = equalMassBins(each);
      const simulated = sortItems(each.confidence, correct[s]!, ONE);
      return total + expectedCalibrationError(equalMassBins(simulated)).ece * (bins.length > 0 ? 1 : 0);
    }, 0) / models.length;
  const observed = ece(models.map((each) => [...each.correct]));
  let count = 0;
  for (let draw = 0, next = randomStream("k", 0); draw < 400; draw++) {
    if (draw % 256 === 0) next = randomStream("k", draw / 256);
    const simulated = models.map((each) =>
      Array.from(each.confidence, (q) => (next() < Math.floor((q / ONE) * 2 ** 32) ? 1 : 0)),
    );
    if (ece(simulated) >= observed - 1e-12) count++;
  }
  const result = calibrationTest(models, "k", 400);
  expect(result.count).toBe(count);
  expect(result.p).toBe((count + 1) / 401);
  expect(result.ece).toBeCloseTo(observed, 12);
});

test("calibrationTest does not depend on the order of rows", () => {
  const { confidence, correct } = model("ties", 80, (q) => q * q);
  const coarse = confidence.map((q) => Math.round(q / 1e8) * 1e8);
  const forward = calibrationTest([sortItems(coarse, correct, ONE)], "k");
  const backward = calibrationTest([sortItems(coarse.toReversed(), correct.toReversed(), ONE)], "k");
  expect(backward).toEqual(forward);
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
