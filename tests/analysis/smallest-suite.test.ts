import { expect, test } from "vitest";
import { smallestSuite } from "../../src/analysis/smallest-suite.ts";
import { workspace } from "../../src/analysis/workspace.ts";
import type { Estimate } from "../../src/estimates/estimate.ts";
import { decisionAccuracy } from "../../src/statistics/decision-accuracy.ts";
import { leaveOneOutRegression } from "../../src/statistics/leave-one-out-regression.ts";
import { pearson } from "../../src/statistics/pearson.ts";
import { spearman } from "../../src/statistics/spearman.ts";
import { type LevelRow, noise, studyOfLevels } from "./study-of-levels.ts";

function run(rows: readonly LevelRow[]): (name: string) => Estimate {
  const results = [...smallestSuite(workspace(studyOfLevels(rows)))].filter((result) => "id" in result);
  const byId = new Map(results.map((estimate) => [estimate.id, estimate]));
  return (name) => byId.get(`smallest-suite/accuracy/s/${name}`)!;
}

/** Ids whose order is the order of the rows. */
function randomRows(seed: number, benchmarks: number, mixtures: number): LevelRow[] {
  const next = noise(seed);
  const draw = () => Array.from({ length: mixtures }, () => next());
  return Array.from({ length: benchmarks }, (_, b) => ({
    id: `b${String(b).padStart(2, "0")}`,
    category: "xyz"[b % 3]!,
    before: draw(),
    after: draw(),
  }));
}

const average = (values: readonly number[]) => values.reduce((total, value) => total + value, 0) / values.length;

/** The overall composite after of the benchmarks outside the suite, from its definition. */
function rest(rows: readonly LevelRow[], suite: readonly number[], m: number): number {
  const outside = rows.filter((_, b) => !suite.includes(b));
  const categories = [...new Set(outside.map((row) => row.category))];
  return average(
    categories.map((id) => average(outside.filter((row) => row.category === id).map((row) => row.after[m]!))),
  );
}

const score = (rows: readonly LevelRow[], suite: readonly number[], m: number) =>
  average(suite.map((b) => rows[b]!.before[m]!));

function choose(rows: readonly LevelRow[], mixtures: readonly number[], size: number): readonly number[] {
  let suite: readonly number[] = [];
  while (suite.length < size) {
    const candidates = rows.flatMap((_, b) => (suite.includes(b) ? [] : [[...suite, b]]));
    const fits = candidates.map((own) => {
      const x = mixtures.map((m) => score(rows, own, m));
      return leaveOneOutRegression(
        x,
        mixtures.map((m) => rest(rows, own, m)),
      )!.r2!;
    });
    suite = candidates[fits.indexOf(Math.max(...fits))]!;
  }
  return suite;
}

test("choice, held-out error and stability, recomputed from their definitions", () => {
  const rows = randomRows(11, 7, 7);
  const got = run(rows);
  const mixtures = [0, 1, 2, 3, 4, 5, 6];
  const folds = mixtures.map((left) => choose(rows, mixtures.toSpliced(left, 1), 3));
  const held = folds.map((suite, left) => {
    const x = mixtures.map((m) => score(rows, suite, m));
    const y = mixtures.map((m) => rest(rows, suite, m));
    const others = average(y.toSpliced(left, 1));
    return { predicted: leaveOneOutRegression(x, y)!.predictions[left]! - others, truth: y[left]! - others };
  });
  const [predicted, truth] = [held.map((row) => row.predicted), held.map((row) => row.truth)];
  expect(got("3/cross-validated-spearman").value).toBeCloseTo(spearman(predicted, truth)!, 9);
  expect(got("3/decision-accuracy").value).toBeCloseTo(decisionAccuracy(predicted, truth)!, 9);
  expect(got("3/loo-rmse").value).toBeCloseTo(
    Math.sqrt(average(held.map((row) => (row.predicted - row.truth) ** 2))),
    9,
  );
  const whole = choose(rows, mixtures, 3);
  const [x, y] = [mixtures.map((m) => score(rows, whole, m)), mixtures.map((m) => rest(rows, whole, m))];
  expect(got("3/in-sample-spearman").value).toBeCloseTo(Math.sign(pearson(x, y)!) * spearman(x, y)!, 9);
  for (const [b, row] of rows.entries()) {
    const estimate = got(`3/benchmark/${row.id}/chosen`);
    expect(estimate.value).toBeCloseTo(folds.filter((suite) => suite.includes(b)).length / 7, 12);
    expect(estimate.flags !== undefined).toBe(whole.includes(b));
  }
});

test("the benchmarks that know are chosen in every fold, and their suite predicts as well out of sample", () => {
  const next = noise(5);
  const skill = Array.from({ length: 9 }, (_, m) => 0.1 + 0.08 * ((m * 4) % 9));
  const rows = randomRows(6, 12, 9).map((row, b) => ({
    ...row,
    before: b === 1 || b === 4 || b === 8 ? skill.map((value) => value + 0.12 * next()) : row.before,
    after: skill.map((value) => value + 0.02 * next()),
  }));
  const got = run(rows);
  const shares = rows.map((row) => got(`3/benchmark/${row.id}/chosen`).value!);
  expect(Math.min(shares[1]!, shares[4]!, shares[8]!)).toBeGreaterThan(0.5);
  expect(got("3/cross-validated-spearman").value).toBeGreaterThan(0.85);
  expect(got("3/loo-r2").value).toBeGreaterThan(got("3/all-loo-r2").value!);
});

test("on noise the suite looks excellent in sample and is worth nothing held out", () => {
  const studies = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => run(randomRows(20 + seed, 15, 9)));
  expect(average(studies.map((got) => got("5/in-sample-spearman").value!))).toBeGreaterThan(0.7);
  expect(average(studies.map((got) => got("5/cross-validated-spearman").value!))).toBeLessThan(0.3);
  expect(average(studies.map((got) => got("5/loo-r2").value!))).toBeLessThan(0);
});

test("a suite's own levels after fine-tuning do not touch its score", () => {
  const rows = randomRows(31, 4, 6);
  const got = run(rows);
  // of four benchmarks a suite of three leaves one: whatever is chosen, the target is that one alone
  const whole = choose(rows, [0, 1, 2, 3, 4, 5], 3);
  const left = rows.findIndex((_, b) => !whole.includes(b));
  const [x, y] = [[0, 1, 2, 3, 4, 5].map((m) => score(rows, whole, m)), rows[left]!.after];
  expect(got("3/in-sample-spearman").value).toBeCloseTo(Math.sign(pearson(x, y)!) * spearman(x, y)!, 9);
});

test("too few benchmarks, mixtures, or no confidence: a reason", () => {
  const few = run(randomRows(41, 4, 6));
  expect(few("5/loo-rmse")).toMatchObject({ value: null, reason: "fewer benchmarks than the suite needs" });
  expect(few("all/loo-rmse").value).not.toBeNull();
  expect(run(randomRows(42, 6, 4))("3/loo-rmse")).toMatchObject({ value: null, reason: "fewer than 5 mixtures" });
  const results = [...smallestSuite(workspace(studyOfLevels(randomRows(43, 6, 6))))];
  const confidence = results.filter((result) => "id" in result && result.id.startsWith("smallest-suite/confidence"));
  expect(confidence.length).toBeGreaterThan(0);
  for (const estimate of confidence) expect(estimate).toMatchObject({ value: null, reason: "no confidence" });
});
