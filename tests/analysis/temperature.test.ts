import { expect, test } from "vitest";
import { RECALIBRATION_MEASURES } from "../../src/analysis/recalibrated-model.ts";
import { recalibration } from "../../src/analysis/recalibration.ts";
import { rightChoices } from "../../src/analysis/right-choices.ts";
import { TEMPERATURE_MEASURES } from "../../src/analysis/tempered-model.ts";
import { outcomeNll } from "../../src/statistics/binary-nll.ts";
import { equalMassBins } from "../../src/statistics/calibration-bins.ts";
import { expectedCalibrationError } from "../../src/statistics/expected-calibration-error.ts";
import { shuffledClusters } from "../../src/statistics/shuffled-clusters.ts";
import { sortItems } from "../../src/statistics/sorted-items.ts";
import { cellKey, type Study } from "../../src/study/study.ts";
import { answerOf, choiceStudy } from "./choice-study.ts";
import { meanOf, runProtocol } from "./item-protocols.ts";
import { syntheticStudy } from "./synthetic-study.ts";

const MIXTURES = ["m01", "m02"];

function modelAt(study: Study, stage: string, mixture: string, benchmark: string, seed: number) {
  const items = study.items.get(cellKey({ mixture, benchmark, seed, scale: "s1", stage }))!;
  const rows = Array.from(items.item, (_, i) => [...items.logprobs!.subarray(4 * i, 4 * i + 4)]);
  return { rows, y: [...items.correct], item: [...items.item], q: Array.from(items.confidence!, (q) => q / 1e9) };
}

function softmax(row: readonly number[], temperature: number): number[] {
  const weights = row.map((z) => Math.exp(z / temperature));
  const total = meanOf(weights) * weights.length;
  return weights.map((weight) => weight / total);
}

/** By bisection of ln T, on the difference of the likelihood's two neighbours: another way than Newton's. */
function temperatureOf(rows: readonly (readonly number[])[], right: readonly number[]): number {
  const nll = (lnT: number) => -meanOf(rows.map((row, i) => Math.log(softmax(row, Math.exp(lnT))[right[i]!]!)));
  let [low, high] = [-4, 4];
  while (high - low > 1e-7) {
    const middle = (low + high) / 2;
    if (nll(middle - 1e-5) > nll(middle + 1e-5)) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}

/** The confidence of one model at the temperature of each way, by plain code. */
function tempered(study: Study, way: "before" | "after", mixture: string, benchmark: string, seed: number): number[] {
  const after = modelAt(study, "sft", mixture, benchmark, seed);
  const fitted = ({ rows, item }: typeof after, keep: (k: number) => boolean) => {
    const kept = [...item.keys()].filter(keep);
    return temperatureOf(
      kept.map((k) => rows[k]!),
      kept.map((k) => answerOf(benchmark, item[k]!)),
    );
  };
  if (way === "before") {
    const temperature = fitted(modelAt(study, "pretrain", mixture, benchmark, seed), () => true);
    return after.rows.map((row) => Math.max(...softmax(row, temperature)));
  }
  const { cluster, clusters } = study.benchmarkItems.get(benchmark)!;
  const order = [...shuffledClusters({ key: `folds/${benchmark}`, clusters, orders: 1 })];
  const foldOf = after.item.map((item) => order.indexOf(cluster[item]!) % 5);
  const temperatures = [0, 1, 2, 3, 4].map((fold) => fitted(after, (k) => foldOf[k] !== fold));
  return after.rows.map((row, i) => Math.max(...softmax(row, temperatures[foldOf[i]!]!)));
}

test("each way is what plain code finds, from answers or from probabilities of the right choice", () => {
  const options = { mixtures: 2, items: 45, itemsPerCluster: 3, temperature: () => 1.8 };
  const study = choiceStudy(options);
  const { get, estimates } = runProtocol(recalibration, study);
  const named = runProtocol(recalibration, choiceStudy({ ...options, hasAnswers: true }));
  expect(named.estimates).toEqual(estimates);

  const value = (id: string) => get(`recalibration/s1/${id}`).value!;
  const models = MIXTURES.flatMap((mixture) => [1, 2].map((seed) => ({ mixture, seed })));
  const nllOf = (p: readonly number[], y: readonly number[]) => meanOf(p.map((q, i) => outcomeNll(q, y[i]!)));
  const brierOf = (p: readonly number[], y: readonly number[]) => meanOf(p.map((q, i) => (q - y[i]!) ** 2));
  const errorOf = (p: readonly number[], y: readonly number[]) => {
    const units = p.map((q) => Math.floor(q * 1e9 + 0.5));
    return expectedCalibrationError(equalMassBins(sortItems(units, y, 1e9))).eceDebiased;
  };
  for (const way of ["before", "after"] as const) {
    const all = models.map(({ mixture, seed }) => {
      const { y, q } = modelAt(study, "sft", mixture, "c2-b1", seed);
      return { p: tempered(study, way, mixture, "c2-b1", seed), y, q };
    });
    const id = (measure: string) => `all/benchmark/c2-b1/${measure}`;
    expect(value(id(`temperature-${way}-to-after/nll`))).toBeCloseTo(meanOf(all.map(({ p, y }) => nllOf(p, y))), 6);
    expect(value(id(`temperature-${way}-to-after/ece-debiased`))).toBeCloseTo(
      meanOf(all.map(({ p, y }) => errorOf(p, y))),
      6,
    );
    expect(value(id(`gain-temperature-${way}`))).toBeCloseTo(
      meanOf(all.map(({ p, y, q }) => nllOf(q, y) - nllOf(p, y))),
      6,
    );
    expect(value(id(`gain-temperature-${way}-brier`))).toBeCloseTo(
      meanOf(all.map(({ p, y, q }) => brierOf(q, y) - brierOf(p, y))),
      6,
    );
  }
  for (const [stage, name] of [
    ["pretrain", "before"],
    ["sft", "after"],
  ] as const)
    expect(value(`all/benchmark/c2-b1/log-temperature/${name}`)).toBeCloseTo(
      meanOf(
        models.map(({ mixture, seed }) => {
          const { rows, item } = modelAt(study, stage, mixture, "c2-b1", seed);
          return Math.log(
            temperatureOf(
              rows,
              item.map((k) => answerOf("c2-b1", k)),
            ),
          );
        }),
      ),
      5,
    );
});

test("a temperature that both stages share transfers; one that turns round harms", () => {
  const shared = runProtocol(recalibration, choiceStudy({ mixtures: 6, items: 400, temperature: () => 2.5 }));
  const at = (id: string) => shared.get(`recalibration/s1/all/overall/all/${id}`);
  expect(at("gain-temperature-before").interval!.low).toBeGreaterThan(0);
  expect(at("gain-temperature-before-brier").interval!.low).toBeGreaterThan(0);
  expect(at("temperature-before-to-after/ece-debiased").value).toBeLessThan(at("none/ece-debiased").value! / 3);
  expect(at("log-temperature/before").value).toBeCloseTo(Math.log(2.5), 1);
  const turned = runProtocol(
    recalibration,
    choiceStudy({ mixtures: 6, items: 400, temperature: ({ stage }) => (stage === "sft" ? 2 : 0.5) }),
  );
  expect(turned.get("recalibration/s1/all/overall/all/gain-temperature-before").interval!.high).toBeLessThan(0);
  expect(turned.get("recalibration/s1/all/overall/all/gain-temperature-after").interval!.low).toBeGreaterThan(0);
});

test("without log-probabilities: no estimate of temperature, and one note however many scales and stages", () => {
  const { estimates, notes } = runProtocol(recalibration, syntheticStudy({ scales: 2, stages: ["a", "b", "c"] }));
  expect(estimates.filter(({ id }) => id.includes("temperature"))).toEqual([]);
  expect(notes).toEqual([
    { protocol: "recalibration", about: "temperature", message: expect.stringMatching(/logprobs/) },
  ]);
  const silent = runProtocol(recalibration, syntheticStudy({ hasItems: false }));
  expect(silent.notes).toEqual([]);
});

test("where some benchmarks or models have them, the others say why they have no temperature", () => {
  const study = choiceStudy({
    hasLogprobs: ({ benchmark, stage, mixture }) =>
      benchmark !== "c1-b1" && !(benchmark === "c1-b2" && stage === "pretrain" && mixture === "m01"),
  });
  const { get, notes, estimates } = runProtocol(recalibration, study);
  const at = (id: string) => get(`recalibration/s1/all/${id}`);
  expect(at("benchmark/c1-b1/gain-temperature-before").reason).toBe("no log-probabilities of choices");
  expect(at("benchmark/c1-b1/gain-before").value).not.toBeNull();
  expect(at("benchmark/c1-b2/gain-temperature-before").n).toBe(3);
  expect(at("benchmark/c1-b2/gain-temperature-after").n).toBe(4);
  expect(at("category/c1/gain-temperature-after").value).toBe(at("benchmark/c1-b2/gain-temperature-after").value);
  expect(notes).toHaveLength(1);
  expect(notes[0]!.message).toContain("gain-temperature-before (no log-probabilities of choices) 10");
  expect(new Set(estimates.map(({ id }) => id)).size).toBe(estimates.length);
  expect(estimates).toHaveLength((RECALIBRATION_MEASURES.length + TEMPERATURE_MEASURES.length) * (6 + 4));
});

test("a wrong answer whose right choice nobody names has no temperature", () => {
  const study = choiceStudy();
  for (const [key, items] of study.items)
    (study.items as Map<string, unknown>).set(key, { ...items, correctProb: null });
  const { get } = runProtocol(recalibration, study);
  expect(get("recalibration/s1/all/overall/all/temperature-after-to-after/nll").reason).toBe("right choice unknown");
  const items = study.items.get("c1-b1/s1/sft/m01/1")!;
  const questions = study.benchmarkItems.get("c1-b1")!;
  const right = rightChoices({ ...items, correct: items.correct.map(() => 1) }, questions, 4);
  expect(right).toEqual(items.picked); // all right: nothing is unknown
});
