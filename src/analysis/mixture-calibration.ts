import type { Estimate } from "../estimates/estimate.ts";
import { estimateId, OVERALL, type Target } from "../estimates/estimate-id.ts";
import {
  type BenchmarkCalibration,
  benchmarkCalibration,
  debiasedInterval,
  percentileOverItems,
} from "./benchmark-calibration.ts";
import type { IntervalOrReason } from "./bootstrap-interval.ts";
import { CALIBRATION_MEASURES, type CalibrationMeasure } from "./calibration-measures.ts";
import { averageSeries, type CalibrationSeries } from "./calibration-series.ts";
import type { CalibrationCurve, LeftOut, MixtureTask } from "./calibration-task.ts";
import { cellSelection } from "./cell-selection.ts";
import { undefinedEstimate } from "./protocol.ts";
import { seedMeanInterval } from "./seed-mean-interval.ts";

/** What one mixture at one scale and stage gives. */
export interface MixtureCalibration {
  readonly kind: "mixture";
  readonly estimates: readonly Estimate[];
  readonly curves: readonly CalibrationCurve[];
  readonly leftOut: readonly LeftOut[];
}

/** A target with its series by measure, and what its estimates say of themselves. */
interface TargetSeries {
  readonly target: Target;
  readonly series: ReadonlyMap<string, CalibrationSeries>;
  readonly items: number;
  readonly seeds: readonly number[];
  readonly isFew: boolean;
  readonly isConstant: boolean;
}

/**
 * The calibration of one mixture at one scale and stage: every benchmark, category means over benchmarks, and overall the mean
 * over categories. Items of several models or benchmarks are never pooled: opposite errors would cancel.
 *
 * @see STATISTICS.md §9
 */
export function mixtureCalibration(task: MixtureTask): MixtureCalibration {
  const { scale, stage, mixture, hasConfidence } = task;
  const absence = hasConfidence ? "missing stage" : "no confidence";
  const rows = task.benchmarks.map((benchmark) => ({
    category: benchmark.category,
    target: { kind: "benchmark", id: benchmark.id } as const,
    ...benchmarkCalibration(
      benchmark,
      estimateId("calibration", scale, stage, mixture, "benchmark", benchmark.id, "ece"),
      absence,
    ),
  }));
  const categories = task.categories.map((id) =>
    average(
      { kind: "category", id },
      rows.filter((row) => row.category === id),
    ),
  );
  const targets: readonly TargetSeries[] = [...rows, ...categories, average(OVERALL, categories)];
  return {
    kind: "mixture",
    estimates: targets.flatMap((row) => CALIBRATION_MEASURES.map((measure) => estimateOf(task, row, measure))),
    curves: rows.map((row: BenchmarkCalibration) => row.curve),
    leftOut: rows.flatMap((row) => row.leftOut),
  };
}

function average(target: Target, parts: readonly TargetSeries[]): TargetSeries {
  return {
    target,
    series: new Map(
      CALIBRATION_MEASURES.map(({ id }) => [id, averageSeries(parts.flatMap((part) => part.series.get(id) ?? []))]),
    ),
    items: parts.reduce((total, part) => total + part.items, 0),
    seeds: [...new Set(parts.flatMap((part) => part.seeds))].toSorted((a, b) => a - b),
    isFew: parts.some((part) => part.isFew),
    isConstant: parts.some((part) => part.isConstant),
  };
}

function estimateOf({ scale, stage, mixture }: MixtureTask, row: TargetSeries, measure: CalibrationMeasure): Estimate {
  const { target, items, seeds } = row;
  const hasItems = items > 0;
  const series = row.series.get(measure.id)!;
  const flags = [
    ...(row.isFew && measure.isBinned ? ["few items"] : []),
    ...(row.isConstant && (measure.isBinned || measure.id === "auroc") ? ["constant confidence"] : []),
  ];
  const base = {
    id: estimateId("calibration", scale, stage, mixture, target.kind, target.id, measure.id),
    n: hasItems ? items : seeds.length,
    unit: hasItems ? ("item" as const) : ("seed" as const),
    quantity: measure.quantity,
    from: cellSelection({ scale, stage, mixture, [target.kind]: target.id, seed: seeds.map(String) }),
  };
  if (series.value === null) return undefinedEstimate(base, series.reason);
  const ofAverages = target.kind === "benchmark" ? "no item data" : "tested per benchmark";
  const test = measure.id === "ece" ? ofAverages : "no test defined";
  return {
    ...base,
    value: series.value,
    ...(target.kind === "benchmark" && series.interval ? series.interval : intervalOf(row, measure)),
    ...(series.p ? { p: { ...series.p, family: `calibration/ece/${scale}/${stage}/${mixture}` } } : { pReason: test }),
    ...(flags.length > 0 && { flags }),
  };
}

/** From the shared item draws, in averages averaged in each replicate; without items, t over the seeds that have all parts. */
function intervalOf({ series }: TargetSeries, { id, interval }: CalibrationMeasure): IntervalOrReason {
  const own = series.get(id)!;
  if (interval === "none") return { intervalReason: id === "ece-floor" ? "a reference value" : "no interval defined" };
  if (interval === "debiased")
    return debiasedInterval(
      series.get("ece-debiased")!,
      true,
      "debiased, standard deviation over shared items; training noise not covered",
    );
  if (own.replicates) return percentileOverItems(id, own.replicates);
  return seedMeanInterval([...own.seeds.values()]);
}
