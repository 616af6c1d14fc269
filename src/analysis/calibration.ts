import { availableParallelism } from "node:os";
import type { Estimate, Note } from "../estimates/estimate.ts";
import type { Study } from "../study/study.ts";
import { CALIBRATION_MEASURES } from "./calibration-measures.ts";
import { calibrationPool } from "./calibration-pool.ts";
import type { LeftOut, MixtureTask } from "./calibration-task.ts";
import type { MixtureCalibration } from "./mixture-calibration.ts";
import { mixtureTasks } from "./mixture-tasks.ts";
import { mixturesTask, type Stratum } from "./mixtures-task.ts";

/** Fewer answers than this are done before a thread has started. */
const WORTH_THREADS = 20_000;

/**
 * RQ4: how well does confidence align with accuracy? Calibration of every model on its items, averaged over seeds, benchmarks,
 * categories and mixtures; reliability curves; confidence histograms. The work is spread over threads; values do not depend
 * on how many.
 *
 * @param options.threads 0 for none; by default one for each core but this thread's, none for a small study
 * @param options.free settles when this thread has nothing else to do: from then on it helps; by default it does at once
 * @see STATISTICS.md §9
 */
export async function calibration(
  study: Study,
  options: { readonly threads?: number; readonly free?: Promise<void> } = {},
): Promise<(Estimate | Note)[]> {
  const tasks = mixtureTasks(study);
  const threads = Math.min(options.threads ?? defaultThreads(tasks), tasks.length);
  const pool = calibrationPool(threads, options.free ?? Promise.resolve());
  try {
    const results = (await pool.run(tasks)).filter((result) => result.kind === "mixture");
    const strata = strataOf(tasks, results);
    const means = await pool.run(strata.map(mixturesTask));
    return [
      ...results.flatMap((result) => result.estimates),
      ...means.flatMap((result) => result.estimates),
      ...strata.flatMap(leftOutNotes),
    ];
  } finally {
    await pool.close();
  }
}

function defaultThreads(tasks: readonly MixtureTask[]): number {
  let answers = 0;
  for (const { benchmarks } of tasks)
    for (const { models } of benchmarks) for (const { items } of models) answers += items?.item.length ?? 0;
  // one core is for the other protocols, on the main thread: a third busy thread on two cores would only starve it
  return answers < WORTH_THREADS ? 0 : Math.max(1, availableParallelism() - 1);
}

function strataOf(tasks: readonly MixtureTask[], results: readonly MixtureCalibration[]): Stratum[] {
  const keyOf = ({ scale, stage }: MixtureTask) => `${scale}/${stage}`;
  const places = Map.groupBy(tasks.keys(), (k) => keyOf(tasks[k]!));
  return [...places.values()].map((ks) => ({
    scale: tasks[ks[0]!]!.scale,
    stage: tasks[ks[0]!]!.stage,
    tasks: ks.map((k) => tasks[k]!),
    results: ks.map((k) => results[k]!),
  }));
}

/** One note for each measure at one scale and stage: which models its averages leave out, and why. */
function leftOutNotes({ scale, stage, results }: Stratum): Note[] {
  const all = results.flatMap((result) => result.leftOut);
  return CALIBRATION_MEASURES.flatMap(({ id }) => {
    const own = all.filter((row) => row.measure === id);
    if (own.length === 0) return [];
    const reasons = [...Map.groupBy(own, (row) => row.reason).entries()].toSorted(([a], [b]) => (a < b ? -1 : 1));
    const message = reasons.map(([reason, rows]) => `${reason}: ${listOf(rows)}`).join("; ");
    return [
      { protocol: "calibration", about: `${scale} · ${stage} · ${id}`, message: `left out of averages: ${message}` },
    ];
  });
}

function listOf(rows: readonly LeftOut[]): string {
  const counts = new Map<string, number>();
  for (const { benchmark, models } of rows) counts.set(benchmark, (counts.get(benchmark) ?? 0) + models);
  const benchmarks = [...counts.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return benchmarks
    .map(([benchmark, count]) => `${benchmark} (${count} ${count === 1 ? "model" : "models"})`)
    .join(", ");
}
