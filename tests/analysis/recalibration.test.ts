import { expect, test } from "vitest";
import { RECALIBRATION_MEASURES } from "../../src/analysis/recalibrated-model.ts";
import { recalibration } from "../../src/analysis/recalibration.ts";
import { outcomeNll } from "../../src/statistics/binary-nll.ts";
import { equalMassBins } from "../../src/statistics/calibration-bins.ts";
import { expectedCalibrationError } from "../../src/statistics/expected-calibration-error.ts";
import { logit, plattScaling } from "../../src/statistics/platt-scaling.ts";
import { shuffledClusters } from "../../src/statistics/shuffled-clusters.ts";
import { sortItems } from "../../src/statistics/sorted-items.ts";
import { cellKey, type Study } from "../../src/study/study.ts";
import { meanOf, runProtocol } from "./item-protocols.ts";
import { syntheticStudy } from "./synthetic-study.ts";

const MIXTURES = ["m01", "m02", "m03", "m04"];

function itemsOf(study: Study, stage: string, mixture: string, benchmark: string, seed: number) {
  const items = study.items.get(cellKey({ mixture, benchmark, seed, scale: "s1", stage }))!;
  return { q: Array.from(items.confidence!, (value) => value / 1e9), y: [...items.correct], item: [...items.item] };
}

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
const nllOf = (p: readonly number[], y: readonly number[]) => meanOf(p.map((value, i) => outcomeNll(value, y[i]!)));
const errorOf = (p: readonly number[], y: readonly number[]) =>
  expectedCalibrationError(
    equalMassBins(
      sortItems(
        p.map((value) => Math.floor(value * 1e9 + 0.5)),
        y,
        1e9,
      ),
    ),
  ).eceDebiased;

/** The map of one model by the plain way: before to after, or after to after by folds of clusters. */
function mapped(study: Study, way: "before" | "after", mixture: string, benchmark: string, seed: number): number[] {
  const after = itemsOf(study, "sft", mixture, benchmark, seed);
  const before = itemsOf(study, "pretrain", mixture, benchmark, seed);
  if (way === "before") {
    const { slope, intercept } = plattScaling(before.q, before.y)!;
    return after.q.map((q) => sigmoid(slope * logit(q) + intercept));
  }
  const { cluster, clusters } = study.benchmarkItems.get(benchmark)!;
  const order = [...shuffledClusters({ key: `folds/${benchmark}`, clusters, orders: 1 })];
  const foldOf = (item: number) => order.indexOf(cluster[item]!) % 5;
  return after.q.map((q, i) => {
    const others = after.item.flatMap((item, k) => (foldOf(item) === foldOf(after.item[i]!) ? [] : [k]));
    const { slope, intercept } = plattScaling(
      others.map((k) => after.q[k]!),
      others.map((k) => after.y[k]!),
    )!;
    return sigmoid(slope * logit(q) + intercept);
  });
}

test("each way is what plain code finds: per model, then over seeds, benchmarks, categories and mixtures", () => {
  const study = syntheticStudy({ gap: () => 0.15, itemsPerCluster: 3 });
  const { get } = runProtocol(recalibration, study);
  const nll = (way: "before" | "after", mixture: string, benchmark: string) =>
    meanOf(
      [1, 2].map((seed) =>
        nllOf(mapped(study, way, mixture, benchmark, seed), itemsOf(study, "sft", mixture, benchmark, seed).y),
      ),
    );
  const none = (mixture: string, benchmark: string) =>
    meanOf(
      [1, 2].map((seed) => {
        const { q, y } = itemsOf(study, "sft", mixture, benchmark, seed);
        return nllOf(q, y);
      }),
    );
  const value = (id: string) => get(`recalibration/s1/${id}`).value!;
  for (const way of ["before", "after"] as const) {
    const id = `${way}-to-after/nll`;
    expect(value(`all/benchmark/c1-b1/${id}`)).toBeCloseTo(meanOf(MIXTURES.map((m) => nll(way, m, "c1-b1"))), 8);
    const overall = meanOf([meanOf([nll(way, "m02", "c1-b1"), nll(way, "m02", "c1-b2")]), nll(way, "m02", "c2-b1")]);
    expect(value(`m02/overall/all/${id}`)).toBeCloseTo(overall, 8);
    expect(value(`all/category/c2/gain-${way}`)).toBeCloseTo(
      meanOf(MIXTURES.map((m) => none(m, "c2-b1") - nll(way, m, "c2-b1"))),
      8,
    );
    expect(value(`all/benchmark/c2-b1/${way}-to-after/ece-debiased`)).toBeCloseTo(
      meanOf(
        MIXTURES.flatMap((m) =>
          [1, 2].map((seed) =>
            errorOf(mapped(study, way, m, "c2-b1", seed), itemsOf(study, "sft", m, "c2-b1", seed).y),
          ),
        ),
      ),
      6,
    );
  }
  const brier = (p: readonly number[], y: readonly number[]) => meanOf(p.map((value, i) => (value - y[i]!) ** 2));
  for (const way of ["before", "after"] as const)
    expect(value(`all/benchmark/c2-b1/gain-${way}-brier`)).toBeCloseTo(
      meanOf(
        MIXTURES.flatMap((m) =>
          [1, 2].map((seed) => {
            const { q, y } = itemsOf(study, "sft", m, "c2-b1", seed);
            return brier(q, y) - brier(mapped(study, way, m, "c2-b1", seed), y);
          }),
        ),
      ),
      8,
    );
  expect(value("all/benchmark/c1-b1/none/nll")).toBeCloseTo(meanOf(MIXTURES.map((m) => none(m, "c1-b1"))), 12);
});

test("a gap that both stages share transfers: the map from before removes it after", () => {
  const study = syntheticStudy({ mixtures: 6, items: 400, gap: () => 0.25 });
  const { get } = runProtocol(recalibration, study);
  const gain = get("recalibration/s1/all/overall/all/gain-before");
  expect(gain.interval!.low).toBeGreaterThan(0);
  expect(get("recalibration/s1/all/overall/all/before-to-after/ece-debiased").value).toBeLessThan(0.05);
  expect(get("recalibration/s1/all/overall/all/none/ece-debiased").value).toBeGreaterThan(0.15);
});

test("a gap that changes its sign does not transfer, though it can be mended", () => {
  const study = syntheticStudy({ mixtures: 6, items: 400, gap: ({ stage }) => (stage === "sft" ? 0.08 : -0.08) });
  const { get } = runProtocol(recalibration, study);
  expect(get("recalibration/s1/all/overall/all/gain-before").interval!.high).toBeLessThan(0);
  expect(get("recalibration/s1/all/overall/all/gain-after").interval!.low).toBeGreaterThan(0);
});

test("models without a map leave the averages, and one note per scale counts them", () => {
  const study = syntheticStudy({ scales: 2 });
  const perfect = { scale: "s1", mixture: "m01", benchmark: "c1-b1", seed: 1, stage: "pretrain" };
  study.items.get(cellKey(perfect))!.correct.fill(1);
  const { get, notes } = runProtocol(recalibration, study);
  expect(notes.filter(({ about }) => about !== "temperature")).toEqual([
    {
      protocol: "recalibration",
      about: "s1",
      message:
        "left out of averages, counted in models × benchmarks: before-to-after (one outcome only) 1; gain-before (one outcome only) 1; gain-before-brier (one outcome only) 1",
    },
  ]);
  expect(get("recalibration/s1/all/benchmark/c1-b1/before-to-after/nll").n).toBe(4); // its other seed is there
});

test("every id is there once: 10 measures of 6 targets over all mixtures, and of everything for each", () => {
  const { estimates } = runProtocol(recalibration, syntheticStudy());
  expect(new Set(estimates.map(({ id }) => id)).size).toBe(RECALIBRATION_MEASURES.length * (6 + 4));
  expect(estimates).toHaveLength(RECALIBRATION_MEASURES.length * (6 + 4));
});

test("few items are flagged, too few have no calibration error", () => {
  const { get } = runProtocol(recalibration, syntheticStudy({ items: 25 }));
  expect(get("recalibration/s1/all/overall/all/none/ece-debiased").reason).toBe("fewer than 30 items");
  expect(get("recalibration/s1/all/overall/all/none/nll").value).not.toBeNull();
  const { get: more } = runProtocol(recalibration, syntheticStudy({ items: 60 }));
  expect(more("recalibration/s1/all/overall/all/none/ece-debiased").flags).toEqual(["few items"]);
  expect(more("recalibration/s1/all/overall/all/none/nll").flags).toBeUndefined();
});
