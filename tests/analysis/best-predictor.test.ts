import { expect, test } from "vitest";
import { bestPredictor } from "../../src/analysis/best-predictor.ts";
import { predictor } from "../../src/analysis/predictor.ts";
import { workspace } from "../../src/analysis/workspace.ts";
import type { Estimate } from "../../src/estimates/estimate.ts";
import { leaveOneOutRegression } from "../../src/statistics/leave-one-out-regression.ts";
import { spearman } from "../../src/statistics/spearman.ts";
import { type LevelRow, noise, studyOfLevels } from "./study-of-levels.ts";

function run(rows: readonly LevelRow[]): ReadonlyMap<string, Estimate> {
  const results = [...bestPredictor(workspace(studyOfLevels(rows)))];
  const estimates = results.filter((result) => "id" in result);
  expect(new Set(estimates.map(({ id }) => id)).size).toBe(estimates.length);
  return new Map(estimates.map((estimate) => [estimate.id, estimate]));
}

function randomRows(seed: number, mixtures = 8): LevelRow[] {
  const next = noise(seed);
  const draw = () => Array.from({ length: mixtures }, () => next());
  return ["a1", "a2", "a3", "b1", "b2"].map((id) => {
    const confidence = draw();
    const correctProb = confidence.map((value) => value * next());
    return { id, category: id[0]!, before: draw(), after: draw(), confidence, correctProb };
  });
}

const ROWS = randomRows(1);
const mean = (...vectors: readonly (readonly number[])[]) =>
  vectors[0]!.map((_, m) => vectors.reduce((total, vector) => total + vector[m]!, 0) / vectors.length);
const row = (id: string, rows: readonly LevelRow[] = ROWS) => rows.find((each) => each.id === id)!;

test("each proxy and target, recomputed by hand: a benchmark leaves the aggregate that it predicts", () => {
  const got = run(ROWS);
  const [a1, a2, a3, b1, b2] = ROWS.map((each) => each.after);
  const all = (metric: "before" | "confidence" | "correctProb") =>
    mean(
      mean(row("a1")[metric]!, row("a2")[metric]!, row("a3")[metric]!),
      mean(row("b1")[metric]!, row("b2")[metric]!),
    );
  const expected: Record<string, readonly [readonly number[], readonly number[]]> = {
    "accuracy-a1/benchmark/a1": [row("a1").before, a1!],
    "accuracy-a1/category/a": [row("a1").before, mean(a2!, a3!)],
    "accuracy-a1/category/b": [row("a1").before, mean(b1!, b2!)],
    "accuracy-a1/overall/all": [row("a1").before, mean(mean(a2!, a3!), mean(b1!, b2!))],
    "confidence-b2/overall/all": [row("b2").confidence!, mean(mean(a1!, a2!, a3!), b1!)],
    "correct-prob-b2/category/a": [row("b2").correctProb!, mean(a1!, a2!, a3!)],
    "margin-to-pick-b2/category/a": [
      row("b2").correctProb!.map((value, m) => value - row("b2").confidence![m]!),
      mean(a1!, a2!, a3!),
    ],
    // a category and everything: themselves, or what they don't share
    "accuracy-category-b/category/b": [mean(row("b1").before, row("b2").before), mean(b1!, b2!)],
    "accuracy-category-b/overall/all": [mean(row("b1").before, row("b2").before), mean(a1!, a2!, a3!)],
    "correct-prob-overall/category/b": [
      mean(row("a1").correctProb!, row("a2").correctProb!, row("a3").correctProb!),
      mean(b1!, b2!),
    ],
    "confidence-overall/overall/all": [all("confidence"), mean(mean(a1!, a2!, a3!), mean(b1!, b2!))],
  };
  for (const [name, [x, y]] of Object.entries(expected)) {
    const { rmse, r2 } = leaveOneOutRegression(x, y)!;
    expect(got.get(`prediction/s/${name}/loo-rmse`)?.value, name).toBeCloseTo(rmse, 9);
    expect(got.get(`prediction/s/${name}/loo-r2`)?.value, name).toBeCloseTo(r2!, 9);
    expect(got.get(`prediction/s/${name}/spearman`)?.value, name).toBeCloseTo(spearman(x, y)!, 9);
  }
});

test("a benchmark's own fine-tuned levels can't help it predict an aggregate", () => {
  const copied = ROWS.map((each) => (each.id === "a1" ? { ...each, after: each.before } : each));
  const [before, after] = [run(ROWS), run(copied)];
  for (const proxy of ["accuracy-a1", "confidence-a1", "correct-prob-a1", "margin-to-pick-a1"])
    for (const target of ["category/a", "overall/all"])
      for (const statistic of ["loo-rmse", "loo-r2", "spearman"]) {
        const id = `prediction/s/${proxy}/${target}/${statistic}`;
        expect(before.get(id)?.value, id).not.toBeNull();
        expect(after.get(id)?.value, id).toBe(before.get(id)?.value);
      }
  expect(after.get("prediction/s/accuracy-a1/benchmark/a1/spearman")?.value).toBe(1);
});

test("Spearman of an accuracy proxy is the one of the predictor protocol", () => {
  const got = run(ROWS);
  const known = [...predictor(workspace(studyOfLevels(ROWS)))].filter((result) => "id" in result);
  const value = (id: string) => known.find((estimate) => estimate.id === id)?.value;
  for (const { id, category } of ROWS) {
    expect(got.get(`prediction/s/accuracy-${id}/overall/all/spearman`)?.value).toBe(
      value(`predictor/accuracy/s/${id}/overall/spearman`),
    );
    expect(got.get(`prediction/s/accuracy-${id}/category/${category}/spearman`)?.value).toBe(
      value(`predictor/accuracy/s/${id}/category/spearman`),
    );
  }
});

test("one proxy that knows is found, and the choice holds on mixtures that had no part in it", () => {
  const skill = Array.from({ length: 9 }, (_, m) => 0.2 + 0.07 * ((m * 5) % 9));
  const rows = randomRows(2, 9).map((each, b) => ({
    ...each,
    after: skill.map((value, m) => value + 0.01 * ((m * (b + 2)) % 3)),
    confidence: each.id === "b1" ? skill : each.confidence!,
  }));
  const got = run(rows);
  const errors = [...got.values()].filter(({ id }) => id.endsWith("/overall/all/loo-r2") && !id.includes("/best/"));
  const best = errors.toSorted((a, b) => (b.value ?? -9) - (a.value ?? -9))[0]!;
  expect(best.id).toBe("prediction/s/confidence-b1/overall/all/loo-r2");
  expect(best.value).toBeGreaterThan(0.95);
  expect(got.get("prediction/s/best/overall/all/loo-r2")?.value).toBeGreaterThan(0.95);
});

test("where nothing predicts anything, the best of many looks good and the choice does not", () => {
  const studies = [3, 4, 5, 6, 7, 8].map((seed) => run(randomRows(seed)));
  const average = (values: readonly number[]) => values.reduce((total, value) => total + value, 0) / values.length;
  const luckiest = studies.map((got) =>
    Math.max(
      ...[...got.values()].filter(({ id }) => id.endsWith("/overall/all/loo-r2")).map((each) => each.value ?? -9),
    ),
  );
  const honest = studies.map((got) => got.get("prediction/s/best/overall/all/loo-r2")!.value!);
  expect(average(luckiest)).toBeGreaterThan(0.2);
  expect(average(honest)).toBeLessThan(0.1);
});

test("without confidence and probabilities, their proxies say so; accuracy stays", () => {
  const got = run(ROWS.map(({ id, category, before, after }) => ({ id, category, before, after })));
  expect(got.get("prediction/s/confidence-a1/overall/all/loo-r2")).toMatchObject({
    value: null,
    reason: "no confidence",
  });
  expect(got.get("prediction/s/correct-prob-a1/overall/all/spearman")).toMatchObject({
    value: null,
    reason: "no probability of the right choice",
  });
  expect(got.get("prediction/s/accuracy-a1/overall/all/loo-r2")?.value).not.toBeNull();
});

test("a category of one has no rest to predict", () => {
  const got = run(ROWS.slice(0, 4));
  expect(got.get("prediction/s/accuracy-b1/category/b/spearman")).toMatchObject({
    value: null,
    reason: "category of one",
  });
  expect(got.get("prediction/s/accuracy-b1/overall/all/spearman")?.value).not.toBeNull();
});

test("a benchmark named like a category's proxy does not make two estimates of one id", () => {
  const got = run(ROWS.map((each) => (each.id === "b2" ? { ...each, id: "category-a" } : each)));
  expect(got.get("prediction/s/accuracy-category-a/category/a/loo-r2")?.value).toBeDefined();
});
