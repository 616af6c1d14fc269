import type { Estimate, Note } from "../estimates/estimate.ts";
import { CALIBRATION_MEASURES } from "./calibration-measures.ts";
import type { CalibrationOverMixtures } from "./calibration-over-mixtures.ts";
import type { LeftOut, MixturesTask, MixtureTask } from "./calibration-task.ts";
import type { MixtureCalibration } from "./mixture-calibration.ts";
import { mixturesTask, type Stratum } from "./mixtures-task.ts";

/**
 * RQ4: how well does confidence align with accuracy? Calibration of every model on its items, averaged over seeds, benchmarks,
 * categories and mixtures; reliability curves; confidence histograms.
 *
 * @param tasks those of `mixtureTasks`; @param results what each gave
 * @param average does the tasks that the means over mixtures are, in their order
 * @see STATISTICS.md §9
 */
export async function calibration(
  tasks: readonly MixtureTask[],
  results: readonly MixtureCalibration[],
  average: (tasks: readonly MixturesTask[]) => Promise<readonly CalibrationOverMixtures[]>,
): Promise<(Estimate | Note)[]> {
  const strata = strataOf(tasks, results);
  const means = await average(strata.map(mixturesTask));
  return [
    ...results.flatMap((result) => result.estimates),
    ...means.flatMap((result) => result.estimates),
    ...strata.flatMap(leftOutNotes),
  ];
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
