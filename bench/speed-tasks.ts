import { analyze } from "../src/analysis/analyze.ts";
import { bootstrapInterval } from "../src/analysis/bootstrap-interval.ts";
import { columns } from "../src/analysis/column.ts";
import { mixtureBootstraps } from "../src/analysis/mixture-bootstrap.ts";
import { spearmanReplicates } from "../src/analysis/replicates.ts";
import { brierScore } from "../src/statistics/brier-score.ts";
import { equalMassBins, equalWidthBins } from "../src/statistics/calibration-bins.ts";
import { expectedCalibrationError } from "../src/statistics/expected-calibration-error.ts";
import { sortItems } from "../src/statistics/sorted-items.ts";
import { spearmanPermutationTest } from "../src/statistics/spearman-permutation-test.ts";
import { sum } from "../src/statistics/sum.ts";
import { loadStudy } from "../src/study/load-study.ts";
import type { SpeedInputs } from "./speed-inputs.ts";

/** Check sums of a task's results; peers must come to the same. */
export type SpeedCheck = readonly number[];

/** What is timed, by the functions that the report uses. */
export const SPEED_TASKS: Readonly<Record<string, (inputs: SpeedInputs) => SpeedCheck | Promise<SpeedCheck>>> = {
  permutation,
  "permutation-of-seven": (inputs) => [pairTest(inputs, 0, 1, 7)],
  bootstrap,
  items,
  analysis: async () => [(await analyze(await loadStudy("data"))).estimates.length],
};

/** Exact two-sided p of Spearman for all pairs of the benchmarks that are tested: all n! orders each. */
function permutation(inputs: SpeedInputs): SpeedCheck {
  return [sum(pairs(inputs.size.tested).map(([i, j]) => pairTest(inputs, i, j, inputs.size.mixtures)))];
}

function pairTest(inputs: SpeedInputs, i: number, j: number, n: number): number {
  return spearmanPermutationTest(vector(inputs, i).slice(0, n), vector(inputs, j).slice(0, n))!.p;
}

/** Percentile intervals of Spearman for all pairs of benchmarks, every replicate ranked anew. */
function bootstrap(inputs: SpeedInputs): SpeedCheck {
  const draws = mixtureBootstraps(inputs.size.mixtures);
  const own = draws(inputs.size.mixtures);
  const column = columns(draws);
  const made = Array.from({ length: inputs.size.benchmarks }, (_, b) => column(vector(inputs, b)));
  // one memory for all, as the report's correlations have
  const replicates = new Float64Array(own.resamples);
  const limits = pairs(inputs.size.benchmarks).map(([i, j]) => {
    const result = bootstrapInterval(spearmanReplicates(made[i]!, made[j]!, own, replicates), own.counts);
    if (!("interval" in result)) throw new RangeError(`bootstrap: ${result.intervalReason}`);
    return result.interval;
  });
  return [sum(limits.map(({ low }) => low)), sum(limits.map(({ high }) => high))];
}

/** Brier score and calibration error, equal mass and equal width, of every cell, from items in no order. */
function items({ size, cell, confidence, correct }: SpeedInputs): SpeedCheck {
  const ends = new Uint32Array(size.cells + 1);
  for (let i = 0; i < size.items; i++) ends[cell[i]! + 1]!++;
  for (let c = 0; c < size.cells; c++) ends[c + 1]! += ends[c]!;
  const next = ends.slice();
  const grouped = { confidence: new Int32Array(size.items), correct: new Uint8Array(size.items) };
  for (let i = 0; i < size.items; i++) {
    const at = next[cell[i]!]!++;
    grouped.confidence[at] = confidence[i]!;
    grouped.correct[at] = correct[i]!;
  }
  const [brier, mass, width]: [number[], number[], number[]] = [[], [], []];
  for (let c = 0; c < size.cells; c++) {
    const [from, to] = [ends[c]!, ends[c + 1]!];
    if (from === to) continue;
    const sorted = sortItems(grouped.confidence.subarray(from, to), grouped.correct.subarray(from, to), 1e9);
    brier.push(brierScore(sorted));
    mass.push(expectedCalibrationError(equalMassBins(sorted)).ece);
    width.push(expectedCalibrationError(equalWidthBins(sorted)).ece);
  }
  return [sum(brier), sum(mass), sum(width)];
}

function vector({ size, levels }: SpeedInputs, b: number): readonly number[] {
  return Array.from(levels.subarray(b * size.mixtures, (b + 1) * size.mixtures));
}

function pairs(count: number): readonly (readonly [number, number])[] {
  const ids = Array.from({ length: count }, (_, b) => b);
  return ids.flatMap((i) => ids.slice(i + 1).map((j) => [i, j] as const));
}
