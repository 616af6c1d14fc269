import type { Note } from "../estimates/estimate.ts";
import type { Target } from "../estimates/estimate-id.ts";
import { sum } from "../statistics/sum.ts";
import { averageSeries, type CalibrationSeries } from "./calibration-series.ts";
import { targetsOf } from "./composite.ts";
import type { Workspace } from "./workspace.ts";

/** What one model shows on one benchmark: per measure a number, or why there is none. */
export interface MeasuredModel {
  readonly seed: number;
  readonly values: readonly (number | string)[];
}

/** A target, and for each mixture of the study and each measure the mean over seeds, then benchmarks, then categories. */
export interface MeasuredTarget {
  readonly target: Target;
  readonly mixtures: readonly (readonly CalibrationSeries[])[];
}

export interface MeasuredTargets {
  readonly targets: readonly MeasuredTarget[];
  /** how many models lack each measure on some benchmark, and why: what the averages leave out */
  readonly leftOut: readonly string[];
}

/**
 * Averages of item-level measures: per model and benchmark first, then over seeds, then over the benchmarks of a category, then
 * over categories. What is undefined is left out, and counted.
 *
 * @param measures their names, in the order of `values`
 * @param modelsOf the models of a mixture on a benchmark by ascending seed, or why there are none
 * @see STATISTICS.md §9
 */
export function measuredTargets(
  work: Workspace,
  measures: readonly string[],
  modelsOf: (benchmark: string, mixture: string) => readonly MeasuredModel[] | string,
): MeasuredTargets {
  const tallies = new Map<string, number>();
  const rows = new Map(
    work.benchmarks.map(({ id, category }) => [
      id,
      {
        category,
        mixtures: work.mixtures.map((mixture) => {
          const models = modelsOf(id, mixture);
          if (typeof models !== "string") tally(models, measures, tallies);
          return measures.map((_, k) => seriesOf(models, k));
        }),
      },
    ]),
  );
  const average = (parts: readonly (readonly (readonly CalibrationSeries[])[])[]) =>
    work.mixtures.map((_, m) => measures.map((_, k) => averageSeries(parts.map((part) => part[m]![k]!))));
  const ids = [...new Set(work.benchmarks.map((row) => row.category))].toSorted();
  const categories = new Map(
    ids.map((id) => [id, average([...rows.values()].filter((row) => row.category === id).map((row) => row.mixtures))]),
  );
  const overall = average([...categories.values()]);
  return {
    targets: targetsOf(work).map((target) => ({
      target,
      mixtures:
        target.kind === "benchmark"
          ? rows.get(target.id)!.mixtures
          : target.kind === "category"
            ? categories.get(target.id)!
            : overall,
    })),
    leftOut: [...tallies].map(([name, count]) => `${name} ${count}`).toSorted(),
  };
}

/** One note on everything that averages left out; none where nothing was. */
export function* leftOutNote(protocol: string, about: string, { leftOut }: MeasuredTargets): Generator<Note> {
  if (leftOut.length > 0)
    yield { protocol, about, message: `left out of averages, counted in models × benchmarks: ${leftOut.join("; ")}` };
}

function seriesOf(models: readonly MeasuredModel[] | string, k: number): CalibrationSeries {
  if (typeof models === "string") return { value: null, reason: models, replicates: null, seeds: new Map() };
  const seeds = new Map<number, number>();
  let reason = "missing stage";
  for (const { seed, values } of models) {
    const value = values[k]!;
    if (typeof value === "number") seeds.set(seed, value);
    else reason = value;
  }
  if (seeds.size === 0) return { value: null, reason, replicates: null, seeds };
  return { value: sum([...seeds.values()]) / seeds.size, reason: "", replicates: null, seeds };
}

/** Counts a model once for each way of measuring that it lacks: `none/nll` and `none/ece-debiased` are one. */
function tally(models: readonly MeasuredModel[], measures: readonly string[], tallies: Map<string, number>): void {
  for (const { values } of models) {
    const absent = new Set<string>();
    values.forEach((value, k) => {
      if (typeof value === "string") absent.add(`${measures[k]!.split("/", 1)[0]} (${value})`);
    });
    for (const name of absent) tallies.set(name, (tallies.get(name) ?? 0) + 1);
  }
}
