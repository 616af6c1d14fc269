import { expect, test } from "vitest";
import { analyze } from "../../src/analysis/analyze.ts";
import { calibration } from "../../src/analysis/calibration.ts";
import { CALIBRATION_MEASURES } from "../../src/analysis/calibration-measures.ts";
import { calibrationOverMixtures } from "../../src/analysis/calibration-over-mixtures.ts";
import { mixtureCalibration } from "../../src/analysis/mixture-calibration.ts";
import { mixtureTasks } from "../../src/analysis/mixture-tasks.ts";
import type { Estimate, Note } from "../../src/estimates/estimate.ts";
import { equalMassBins } from "../../src/statistics/calibration-bins.ts";
import { expectedCalibrationError } from "../../src/statistics/expected-calibration-error.ts";
import { overconfidence } from "../../src/statistics/overconfidence.ts";
import { sortItems } from "../../src/statistics/sorted-items.ts";
import { cellKey, type Study } from "../../src/study/study.ts";
import { type SyntheticOptions, syntheticStudy } from "./synthetic-study.ts";

function calibrated(study: Study) {
  const tasks = mixtureTasks(study);
  return calibration(tasks, tasks.map(mixtureCalibration), async (means) => means.map(calibrationOverMixtures));
}

const run = (options: SyntheticOptions) => ofStudy(syntheticStudy(options));

async function ofStudy(study: Study) {
  const results = await calibrated(study);
  const estimates = results.filter((result) => "id" in result);
  const byId = new Map(estimates.map((each) => [each.id, each]));
  const get = (id: string): Estimate => byId.get(id) ?? expect.fail(`no estimate ${id}`);
  return { study, results, estimates, get, notes: results.filter((result): result is Note => "protocol" in result) };
}

function itemsOf(study: Study, mixture: string, benchmark: string, seed: number) {
  const items = study.items.get(cellKey({ mixture, benchmark, seed, scale: "s1", stage: "sft" }))!;
  return sortItems(items.confidence!, items.correct, 1e9);
}

const mean = (values: readonly number[]) => values.reduce((total, value) => total + value, 0) / values.length;

test("every id is there once, each with an interval or a reason and a p or a reason", async () => {
  const { estimates } = await run({ mixtures: 3, scales: 2, items: 40 });
  // 3 benchmarks, 2 categories, overall; 3 mixtures and their mean; curve and histogram of 15 bins
  expect(estimates).toHaveLength(2 * 2 * (6 * 4 * CALIBRATION_MEASURES.length + 3 * 15 * 3));
  expect(new Set(estimates.map(({ id }) => id)).size).toBe(estimates.length);
  for (const each of estimates) {
    expect(each.value === null, each.id).toBe(each.reason !== undefined);
    expect(each.interval === undefined, each.id).toBe(each.intervalReason !== undefined);
    expect(each.p === undefined, each.id).toBe(each.pReason !== undefined);
    for (const number of [each.value ?? 0, each.interval?.low ?? 0, each.interval?.high ?? 0])
      expect(number, each.id).toSatisfy(Number.isFinite);
    if (each.interval) expect(each.interval.low, each.id).toBeLessThanOrEqual(each.interval.high);
  }
});

test("values are means over seeds of per-model measures, then over benchmarks, categories and mixtures", async () => {
  const { study, get } = await run({ gap: () => 0.1 });
  const value = (mixture: string, target: string, measure: string) =>
    get(`calibration/s1/sft/${mixture}/${target}/${measure}`).value!;
  const ece = (benchmark: string, mixture = "m02") =>
    mean([1, 2].map((seed) => expectedCalibrationError(equalMassBins(itemsOf(study, mixture, benchmark, seed))).ece));
  expect(value("m02", "benchmark/c1-b1", "ece")).toBeCloseTo(ece("c1-b1"), 12);
  expect(value("m02", "category/c1", "ece")).toBeCloseTo(mean([ece("c1-b1"), ece("c1-b2")]), 12);
  expect(value("m02", "overall/all", "ece")).toBeCloseTo(mean([mean([ece("c1-b1"), ece("c1-b2")]), ece("c2-b1")]), 12);
  expect(value("all", "benchmark/c1-b1", "ece")).toBeCloseTo(
    mean(["m01", "m02", "m03", "m04"].map((mixture) => ece("c1-b1", mixture))),
    12,
  );
  expect(value("m02", "benchmark/c2-b1", "overconfidence")).toBeCloseTo(
    mean([1, 2].map((seed) => overconfidence(itemsOf(study, "m02", "c2-b1", seed)))),
    12,
  );
});

test("Murphy's terms add up to the Brier score at every level of averaging", async () => {
  const { get } = await run({});
  for (const target of ["m01/benchmark/c1-b1", "m02/category/c1", "m03/overall/all", "all/overall/all"]) {
    const value = (measure: string) => get(`calibration/s1/pretrain/${target}/${measure}`).value!;
    const total =
      value("murphy-reliability") -
      value("murphy-resolution") +
      value("murphy-uncertainty") +
      value("murphy-within-variance") -
      2 * value("murphy-within-covariance");
    expect(total).toBeCloseTo(value("brier"), 12);
  }
});

test("values do not depend on the number of threads", async () => {
  const study = syntheticStudy({ items: 50 });
  const alone = await analyze(study, undefined, 0);
  expect(alone.estimates.length).toBeGreaterThan(1000);
  expect(await analyze(study, undefined, 1)).toEqual(alone);
  expect(await analyze(study, undefined, 4)).toEqual(alone);
});

test("a mixture's estimates do not depend on the other mixtures, benchmarks, scales and stages", async () => {
  const whole = await run({ scales: 2, items: 40 });
  const part = await run({
    items: 40,
    isPresent: ({ mixture, benchmark, stage }) => mixture === "m01" && benchmark === "c1-b1" && stage === "sft",
  });
  for (const { id } of CALIBRATION_MEASURES) {
    const estimate = `calibration/s1/sft/m01/benchmark/c1-b1/${id}`;
    expect(part.get(estimate)).toEqual(whole.get(estimate));
  }
});

test("overconfidence is found: ece's p is small and its interval stays above 0; a calibrated model's begins at 0", async () => {
  const { get } = await run({ items: 400, gap: ({ mixture }) => (mixture === "m01" ? 0.25 : 0) });
  const sure = get("calibration/s1/sft/m01/benchmark/c1-b1/ece");
  expect(sure.p).toMatchObject({ value: 0.001, family: "calibration/ece/s1/sft/m01" });
  expect(sure.interval!.low).toBeGreaterThan(0.1);
  expect(get("calibration/s1/sft/m01/benchmark/c1-b1/ece-debiased").interval).toEqual(sure.interval);
  expect(get("calibration/s1/sft/m01/benchmark/c1-b1/overconfidence").interval!.low).toBeGreaterThan(0.15);
  const calibrated = get("calibration/s1/sft/m02/benchmark/c1-b1/ece");
  expect(calibrated.p!.value).toBeGreaterThan(0.05);
  expect(calibrated.interval!.low).toBe(0);
  expect(calibrated.flags).toBeUndefined();
});

test("clusters of items are drawn whole: declaring them moves the intervals, and the methods say so", async () => {
  const width = async (itemsPerCluster: number) => {
    const { get } = await run({ seeds: [1], items: 120, itemsPerCluster, mixtures: 3 });
    return get("calibration/s1/sft/m02/benchmark/c1-b1/auroc").interval!;
  };
  const [items, clusters] = [await width(1), await width(20)];
  expect(clusters).not.toEqual(items);
  const { get } = await run({ items: 120, itemsPerCluster: 20 });
  expect(get("calibration/s1/sft/m02/benchmark/c1-b1/brier").interval!.method).toBe(
    "two-way t over seeds and clusters of items",
  );
});

test("no confidence: every id is null with that reason", async () => {
  const { estimates, notes } = await run({ hasConfidence: false });
  expect(new Set(estimates.map(({ value, reason }) => `${value} ${reason}`))).toEqual(new Set(["null no confidence"]));
  expect(notes.length).toBeLessThanOrEqual(2 * CALIBRATION_MEASURES.length);
});

test("no items: ece, auroc and Murphy are null, the gap remains with t over seeds", async () => {
  const { get } = await run({ hasItems: false });
  for (const measure of ["ece", "auroc", "murphy-resolution", "accuracy-at-80", "brier"])
    expect(get(`calibration/s1/sft/m01/benchmark/c1-b1/${measure}`)).toMatchObject({
      value: null,
      reason: "no item data",
    });
  const gap = get("calibration/s1/sft/m01/benchmark/c1-b1/overconfidence");
  expect(gap).toMatchObject({ n: 2, unit: "seed", interval: { method: "t over seeds" } });
  expect(get("calibration/s1/sft/m01/overall/all/overconfidence").interval!.method).toBe("t over seeds");
  expect(get("calibration/s1/sft/all/overall/all/overconfidence").interval!.method).toBe(
    "percentile bootstrap over mixtures",
  );
  expect(get("reliability-curve/s1/sft/all/benchmark/c1-b1/bin-01/accuracy").reason).toBe("no item data");
});

test("few items: below 30 no ece, but auroc and Brier; below 300 a flag", async () => {
  const { get } = await run({ items: 29 });
  expect(get("calibration/s1/sft/m01/benchmark/c1-b1/ece")).toMatchObject({
    value: null,
    reason: "fewer than 30 items",
  });
  expect(get("calibration/s1/sft/m01/benchmark/c1-b1/auroc").value).not.toBeNull();
  expect(get("calibration/s1/sft/m01/benchmark/c1-b1/brier").value).not.toBeNull();
  const more = await run({ items: 30 });
  expect(more.get("calibration/s1/sft/m01/benchmark/c1-b1/ece").flags).toEqual(["few items"]);
});

test("one seed: intervals from items alone, and they say so", async () => {
  const { get } = await run({ seeds: [7] });
  expect(get("calibration/s1/sft/m01/benchmark/c1-b1/nll").interval!.method).toBe(
    "t over items; one seed, training noise not covered",
  );
});

test("seeds with different items: the two-way interval uses those that all answered", async () => {
  const { get } = await run({ hasItem: ({ seed }, item) => seed === 1 || item % 3 > 0 });
  const brier = get("calibration/s1/sft/m01/benchmark/c1-b1/brier");
  expect(brier.interval!.method).toBe("two-way t over seeds and items, those that all seeds answered");
  expect(brier.n).toBe(60);
  expect(get("calibration/s1/sft/m01/benchmark/c1-b1/ece").interval).toBeDefined();
  expect(get("calibration/s1/sft/m01/overall/all/brier").interval!.method).toContain(
    "percentile bootstrap over shared items",
  );
});

test("a missing benchmark is null, left out of averages, and does not stop them", async () => {
  const { get } = await run({ isPresent: ({ mixture, benchmark }) => !(mixture === "m01" && benchmark === "c1-b1") });
  expect(get("calibration/s1/sft/m01/benchmark/c1-b1/ece")).toMatchObject({
    value: null,
    reason: "missing stage",
    n: 0,
  });
  expect(get("calibration/s1/sft/m01/category/c1/ece").value).toBe(
    get("calibration/s1/sft/m01/benchmark/c1-b2/ece").value,
  );
  expect(get("calibration/s1/sft/all/benchmark/c1-b1/ece").n).toBe(3);
});

test("all right: auroc is null, noted once, and averages go on without it", async () => {
  const study = syntheticStudy({});
  for (const seed of [1, 2])
    study.items.get(cellKey({ mixture: "m01", benchmark: "c1-b1", seed, scale: "s1", stage: "sft" }))!.correct.fill(1);
  const results = await calibrated(study);
  const get = (id: string) => results.find((result): result is Estimate => "id" in result && result.id === id)!;
  expect(get("calibration/s1/sft/m01/benchmark/c1-b1/auroc")).toMatchObject({
    value: null,
    reason: "one outcome only",
  });
  expect(get("calibration/s1/sft/m01/category/c1/auroc").value).toBe(
    get("calibration/s1/sft/m01/benchmark/c1-b2/auroc").value,
  );
  expect(results.filter((result) => "protocol" in result)).toEqual([
    {
      protocol: "calibration",
      about: "s1 · sft · auroc",
      message: "left out of averages: one outcome only: c1-b1 (2 models)",
    },
  ]);
});

test("the reliability curve has 15 bins of rising confidence; the histogram's shares add up to 1", async () => {
  const { get } = await run({});
  const bins = Array.from({ length: 15 }, (_, b) => `all/benchmark/c1-b1/bin-${String(b + 1).padStart(2, "0")}`);
  const confidence = bins.map((bin) => get(`reliability-curve/s1/sft/${bin}/confidence`).value!);
  expect(confidence).toEqual(confidence.toSorted((a, b) => a - b));
  expect(bins.reduce((total, bin) => total + get(`confidence-histogram/s1/sft/${bin}/share`).value!, 0)).toBeCloseTo(
    1,
    12,
  );
  const accuracy = get(`reliability-curve/s1/sft/${bins[14]}/accuracy`);
  expect(accuracy).toMatchObject({ n: 4, unit: "mixture", interval: { method: "percentile bootstrap over mixtures" } });
});

test("bins of too few mixtures carry the interval of their items: exact below ten items, Wilson's above", async () => {
  const id = (bin: string) => `reliability-curve/s1/sft/all/benchmark/c1-b1/${bin}/accuracy`;
  const few = (await run({ mixtures: 3 })).get(id("bin-05"));
  expect(few.interval?.method).toBe("Clopper–Pearson on the bin’s 4 items; training noise not covered");
  expect(few.interval!.low).toBeLessThan(few.value!);
  expect(few.interval!.high).toBeGreaterThan(few.value!);
  expect([few.n, few.unit]).toEqual([3, "mixture"]);
  const one = syntheticStudy({ mixtures: 1, seeds: [1], items: 300 });
  for (const items of one.items.values()) items.correct.fill(1);
  const { low, high, method } = (await ofStudy(one)).get(id("bin-01")).interval!;
  expect(method).toMatch(/^Wilson on the bin’s 20 items/);
  expect([low, high]).toEqual([expect.closeTo(0.8389, 4), 1]); // all twenty right
});
