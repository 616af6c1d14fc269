import { calibrationTest } from "../statistics/calibration-test.ts";
import { drawnMeans } from "../statistics/drawn-means.ts";
import { type ItemReplicates, itemBootstrap } from "../statistics/item-bootstrap.ts";
import { sum } from "../statistics/sum.ts";
import { twoWayInterval } from "../statistics/two-way-interval.ts";
import { variance } from "../statistics/variance.ts";
import { bootstrapInterval, type IntervalOrReason, interval } from "./bootstrap-interval.ts";
import { CALIBRATION_MEASURES } from "./calibration-measures.ts";
import { averageReplicates, type CalibrationSeries } from "./calibration-series.ts";
import type { CalibrationBenchmark, CalibrationCurve, LeftOut } from "./calibration-task.ts";
import { clusterValues } from "./cluster-values.ts";
import { itemDraws } from "./item-draws.ts";
import { type ModelCalibration, modelCalibration } from "./model-calibration.ts";
import { seedMeanInterval } from "./seed-mean-interval.ts";

const Z = 1.96;
const FEW_ITEMS = 300;
const ALPHA = 0.05;

/** One mixture on one benchmark: each measure as the mean over its seeds. */
export interface BenchmarkCalibration {
  readonly series: ReadonlyMap<string, CalibrationSeries>;
  readonly curve: CalibrationCurve;
  readonly leftOut: readonly LeftOut[];
  /** items of the benchmark that the models answered; 0 without item data */
  readonly items: number;
  readonly seeds: readonly number[];
  readonly isFew: boolean;
  readonly isConstant: boolean;
}

/**
 * The calibration of one mixture on one benchmark: per model first, then the mean over seeds, with the intervals of
 * STATISTICS.md §9 and the test of calibration over its seeds jointly.
 *
 * @param key the id of the `ece` estimate, which names the draws of its test
 * @param absence why there is nothing where no model was evaluated
 */
export function benchmarkCalibration(
  benchmark: CalibrationBenchmark,
  key: string,
  absence: string,
): BenchmarkCalibration {
  const models = benchmark.models.map(modelCalibration);
  const replicates = models.map((model, s) => replicatesOf(benchmark, model, benchmark.models[s]?.items?.item ?? null));
  const sizes = models.flatMap((model) => model.n ?? []);
  const series = new Map<string, CalibrationSeries>();
  for (const { id } of CALIBRATION_MEASURES) series.set(id, seriesOf(id, models, replicates, absence));
  addLinear(series, benchmark, models);
  addErrorIntervals(series, models, key);
  for (const id of ["calibration-rms", "calibration-rms-squared", "auroc", "accuracy-at-80"]) {
    const each = series.get(id);
    if (each?.replicates) series.set(id, { ...each, interval: percentileOverItems(id, each.replicates) });
  }
  const isFew = sizes.some((n) => n < FEW_ITEMS);
  return {
    series,
    curve: curveOf(benchmark.id, models, isFew, absence),
    leftOut: leftOutOf(benchmark.id, models),
    items: Math.max(0, ...sizes),
    seeds: models.map((model) => model.seed),
    isFew,
    isConstant: models.some((model) => model.isConstant),
  };
}

/** The percentile interval over item draws. The root and its square are moved to where the debiased value lies. */
export function percentileOverItems(measure: string, replicates: Float64Array): IntervalOrReason {
  const note = measure.startsWith("calibration-rms") ? ", re-centred on the debiased square" : "";
  return bootstrapInterval(
    replicates,
    null,
    `percentile bootstrap over shared items${note}; training noise not covered`,
  );
}

interface ModelReplicates extends ItemReplicates {
  readonly squaredCentred: Float64Array;
  readonly rms: Float64Array;
}

/**
 * A drawn sample has the sampling error of the items and that of the draw: its debiased square is centred on the plug-in
 * square, too high by the bias that the value is free of. So replicates are moved to the value before the root is taken.
 */
function replicatesOf(
  { cluster, ...benchmark }: CalibrationBenchmark,
  model: ModelCalibration,
  item: Uint32Array | null,
): ModelReplicates | null {
  if (!model.sorted || !item) return null;
  const { draws, totals } = itemDraws({ cluster, ...benchmark });
  const raw = itemBootstrap(
    model.sorted,
    Uint32Array.from(item, (i) => cluster[i]!),
    draws,
    totals(item),
  );
  const squared = model.values.get("calibration-rms-squared");
  if (typeof squared !== "number") return { ...raw, squaredCentred: raw.squaredDebiased, rms: raw.squaredDebiased };
  const shift = squared - meanOfDefined(raw.squaredDebiased);
  const squaredCentred = new Float64Array(raw.squaredDebiased.length);
  const rms = new Float64Array(squaredCentred.length);
  for (let r = 0; r < rms.length; r++) {
    const value = raw.squaredDebiased[r]! + shift;
    squaredCentred[r] = value;
    rms[r] = Math.sqrt(Math.max(0, value)); // NaN stays NaN
  }
  return { ...raw, squaredCentred, rms };
}

function meanOfDefined(values: Float64Array): number {
  const defined = values.includes(Number.NaN) ? values.filter((value) => !Number.isNaN(value)) : values;
  return sum(defined) / defined.length;
}

const REPLICATES_OF: Readonly<Record<string, keyof ModelReplicates>> = {
  ece: "eceDebiased",
  "ece-debiased": "eceDebiased",
  "calibration-rms": "rms",
  "calibration-rms-squared": "squaredCentred",
  auroc: "auroc",
  "accuracy-at-80": "accuracyAt80",
  overconfidence: "overconfidence",
};

function seriesOf(
  measure: string,
  models: readonly ModelCalibration[],
  replicates: readonly (ModelReplicates | null)[],
  absence: string,
): CalibrationSeries {
  const seeds = new Map<number, number>();
  const parts: (Float64Array | null)[] = [];
  const source = REPLICATES_OF[measure];
  models.forEach((model, s) => {
    const value = model.values.get(measure);
    if (typeof value !== "number") return;
    seeds.set(model.seed, value);
    parts.push((source && replicates[s]?.[source]) ?? null);
  });
  const reason = models.map((model) => model.values.get(measure)).find((value) => typeof value === "string");
  if (seeds.size === 0) return { value: null, reason: reason ?? absence, replicates: null, seeds };
  const complete = parts.filter((part) => part !== null);
  return {
    value: sum([...seeds.values()]) / seeds.size,
    reason: "",
    replicates: complete.length === parts.length ? averageReplicates(complete) : null,
    seeds,
  };
}

/** Brier, NLL and the gap: two-way t over seeds and the items that all of them answered; replicates for the averages. */
function addLinear(
  series: Map<string, CalibrationSeries>,
  benchmark: CalibrationBenchmark,
  models: readonly ModelCalibration[],
): void {
  const items = benchmark.models.flatMap((model) =>
    model.items && model.items.item.length > 0 ? [model.items.item] : [],
  );
  const shared = sharedItems(items);
  for (const measure of ["brier", "nll", "overconfidence"] as const) {
    const each = series.get(measure);
    if (each?.value == null) continue;
    const values = models.flatMap((model) => model.linear?.[measure] ?? []);
    const hasItems = values.length === each.seeds.size && shared.length > 1;
    series.set(measure, {
      ...each,
      replicates: each.replicates ?? (hasItems ? meansOf(benchmark, items, values) : null),
      interval: hasItems
        ? twoWay(each.value, benchmark, items, values, shared)
        : seedMeanInterval([...each.seeds.values()]),
    });
  }
}

/** The items that every seed answered. */
function sharedItems(items: readonly Uint32Array[]): Uint32Array {
  const [first, ...rest] = items;
  if (!first) return new Uint32Array(0);
  if (rest.every((each) => isSame(each, first))) return first;
  const sets = rest.map((each) => new Set(each));
  return first.filter((item) => sets.every((set) => set.has(item)));
}

function isSame(a: Uint32Array, b: Uint32Array): boolean {
  return a === b || (a.length === b.length && a.every((value, i) => value === b[i]));
}

function meansOf(
  benchmark: CalibrationBenchmark,
  items: readonly Uint32Array[],
  values: readonly Float64Array[],
): Float64Array {
  const { draws, totals } = itemDraws(benchmark);
  const [first] = items;
  const isShared = items.every((each) => isSame(each, first!));
  const sumsOf = (chosen: readonly number[]) => {
    const sums = new Float64Array(benchmark.clusters);
    for (const s of chosen)
      for (const [i, item] of items[s]!.entries()) sums[benchmark.cluster[item]!]! += values[s]![i]! / chosen.length;
    return sums;
  };
  const all = items.map((_, s) => s);
  if (isShared) return drawnMeans(sumsOf(all), totals(first!), draws);
  return averageReplicates(all.map((s) => drawnMeans(sumsOf([s]), totals(items[s]!), draws)));
}

function twoWay(
  value: number,
  benchmark: CalibrationBenchmark,
  items: readonly Uint32Array[],
  values: readonly Float64Array[],
  shared: Uint32Array,
): IntervalOrReason {
  const cluster = Array.from(shared, (item) => benchmark.cluster[item]!);
  const rows = items.map((each, s) => {
    const position = each.length === shared.length ? null : new Map(Array.from(each, (item, i) => [item, i] as const));
    return clusterValues(
      Array.from(shared, (item, i) => values[s]![position ? (position.get(item) ?? 0) : i]!),
      cluster,
    );
  });
  const result = twoWayInterval(rows);
  if (!result.interval) return { intervalReason: "no variation" };
  const half = (result.interval[1] - result.interval[0]) / 2;
  const units = benchmark.hasClusters ? "clusters of items" : "items";
  const method =
    rows.length > 1 ? `two-way t over seeds and ${units}` : `t over ${units}; one seed, training noise not covered`;
  const isPartial = items.some((each) => each.length !== shared.length);
  return interval(value - half, value + half, isPartial ? `${method}, those that all seeds answered` : method);
}

/** `ece` and its debiased form share one interval, around the debiased value; its lower end is 0 unless the test rejects. */
function addErrorIntervals(
  series: Map<string, CalibrationSeries>,
  models: readonly ModelCalibration[],
  key: string,
): void {
  const [ece, debiased] = [series.get("ece"), series.get("ece-debiased")];
  if (ece?.value == null || debiased?.value == null) return;
  const tested = models.flatMap((model) =>
    typeof model.values.get("ece") === "number" && model.sorted ? [model.sorted] : [],
  );
  const test = tested.length > 0 ? calibrationTest(tested, key) : null;
  const limits = debiasedInterval(debiased, test === null || test.p <= ALPHA, "debiased, test-clipped");
  const p = test && { value: test.p, method: `test of calibration, ${test.draws} draws` };
  series.set("ece", { ...ece, interval: limits, ...(p && { p }) });
  series.set("ece-debiased", { ...debiased, interval: limits });
}

/** The debiased value ± 1.96 standard deviations of it over item draws, not below 0; t over seeds where there are bins alone. */
export function debiasedInterval(
  { value, replicates, seeds }: CalibrationSeries,
  isAboveZero: boolean,
  method: string,
): IntervalOrReason {
  if (value === null) return { intervalReason: "no item data" };
  if (!replicates) {
    const limits = seedMeanInterval([...seeds.values()]);
    if ("intervalReason" in limits) return limits;
    const { low, high, method: over } = limits.interval;
    const of = "of the debiased error";
    return interval(Math.max(0, low), Math.max(0, Math.min(1, high)), `${over}, ${of}; sampling of items not covered`);
  }
  const spread = variance(replicates.filter((each) => !Number.isNaN(each)));
  if (!spread) return { intervalReason: "no variation" };
  const half = Z * Math.sqrt(spread);
  return interval(isAboveZero ? Math.max(0, value - half) : 0, Math.max(0, Math.min(1, value + half)), method);
}

function curveOf(
  benchmark: string,
  models: readonly ModelCalibration[],
  isFew: boolean,
  absence: string,
): CalibrationCurve {
  const over = (key: "accuracy" | "confidence" | "share") =>
    Array.from({ length: 15 }, (_, b) => {
      const values = models.map((model) => model[key][b] ?? null).filter((value) => value !== null);
      return values.length > 0 ? sum(values) / values.length : null;
    });
  const reason = models.map((model) => model.values.get("ece")).find((value) => typeof value === "string");
  return {
    benchmark,
    accuracy: over("accuracy"),
    confidence: over("confidence"),
    items: Array.from({ length: 15 }, (_, b) => fewest(models.map((model) => model.items[b] ?? null))),
    share: over("share"),
    reason: reason ?? (models.length > 0 ? "no variation" : absence),
    isFew,
  };
}

function fewest(counts: readonly (number | null)[]): number | null {
  const known = counts.filter((count) => count !== null);
  return known.length > 0 ? Math.min(...known) : null;
}

function leftOutOf(benchmark: string, models: readonly ModelCalibration[]): LeftOut[] {
  return CALIBRATION_MEASURES.flatMap(({ id: measure }) => {
    const reasons = models.map((model) => model.values.get(measure)).filter((value) => typeof value === "string");
    return [...new Set(reasons)].map((reason) => ({
      measure,
      benchmark,
      reason,
      models: reasons.filter((each) => each === reason).length,
    }));
  });
}
