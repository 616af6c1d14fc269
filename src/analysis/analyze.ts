import { availableParallelism } from "node:os";
import type { Analysis } from "../estimates/analysis.ts";
import type { Estimate, Note } from "../estimates/estimate.ts";
import type { Study } from "../study/study.ts";
import { adjustFamilies } from "./adjust-families.ts";
import { analysisPool } from "./analysis-pool.ts";
import { calibration } from "./calibration.ts";
import type { MixtureTask } from "./calibration-task.ts";
import { CELL_PROTOCOLS } from "./cell-protocols.ts";
import { itemTransitions } from "./item-transitions.ts";
import { levels } from "./levels.ts";
import { mixtureTasks } from "./mixture-tasks.ts";
import type { ItemProtocol } from "./protocol.ts";
import { recalibration } from "./recalibration.ts";
import { roundEstimate } from "./round-estimate.ts";
import type { AnalysisTask, ProtocolTask } from "./run-analysis-task.ts";
import { seedNotes } from "./seed-notes.ts";
import { splitHalf } from "./split-half.ts";
import { studyRecord } from "./study-record.ts";
import { uncertainty } from "./uncertainty.ts";
import { unitAnalysis } from "./unit-analysis.ts";
import { workspace } from "./workspace.ts";

/** The protocols that read items: they stay on the main thread, where the items are. */
const ITEM_PROTOCOLS: readonly (readonly [name: string, protocol: ItemProtocol])[] = [
  ["levels", levels],
  ["uncertainty", uncertainty],
  ["split-half reliability", splitHalf],
  ["recalibration", recalibration],
  ["item transitions", itemTransitions],
];

/** With fewer answers, or fewer cells, everything is done before a thread has started. */
const WORTH_THREADS = { answers: 20_000, cells: 2_000 };

/** Told the name of each protocol when it is done; never changes a result. */
export type Progress = (done: string) => void;

/**
 * Runs every protocol on a study: all estimates, sorted by id, with p-values adjusted in their families and numbers at 12
 * significant digits. The same study gives the same analysis, whatever the machine and the number of threads.
 *
 * @param threads beside this one; by default one for each other core, none for a small study
 * @throws {RangeError} when two estimates share an id: a bug of ours
 */
export async function analyze(study: Study, progress: Progress = () => {}, threads?: number): Promise<Analysis> {
  const work = workspace(study);
  const mixtures = mixtureTasks(study);
  const protocols = CELL_PROTOCOLS.map((_, place): ProtocolTask => ({ kind: "protocol", place }));
  const pool = analysisPool(threads ?? defaultThreads(study.cells.length, mixtures), work);
  try {
    const results: (Estimate | Note)[] = [...seedNotes(work)];
    const itemProtocols = () => {
      for (const [name, protocol] of ITEM_PROTOCOLS) {
        for (const result of protocol(work)) results.push(result);
        progress(name);
      }
    };
    const done = await pool.run([...mixtures, ...protocols], itemProtocols, (task) => tell(task, progress));
    for (const result of done) if (result.kind === "protocol") for (const each of result.found) results.push(each);
    const calibrated = done.filter((result) => result.kind === "mixture");
    const average = async (tasks: readonly AnalysisTask[]) =>
      (await pool.run(tasks)).filter((result) => result.kind === "mixtures");
    for (const result of await calibration(mixtures, calibrated, average)) results.push(result);
    progress("calibration");
    const estimates = adjustFamilies(results.filter((result) => "id" in result)).map(roundEstimate);
    return unitAnalysis({
      schema: 1,
      study: studyRecord(study),
      estimates: sortedById(estimates),
      notes: uniqueNotes(results.filter((result) => "protocol" in result)),
    });
  } finally {
    await pool.close();
  }
}

function tell(task: AnalysisTask, progress: Progress): void {
  if (task.kind === "protocol") progress(CELL_PROTOCOLS[task.place]![0]);
}

function defaultThreads(cells: number, tasks: readonly MixtureTask[]): number {
  let answers = 0;
  for (const { benchmarks } of tasks)
    for (const { models } of benchmarks) for (const { items } of models) answers += items?.item.length ?? 0;
  const isSmall = answers < WORTH_THREADS.answers && cells < WORTH_THREADS.cells;
  return isSmall ? 0 : Math.max(1, availableParallelism() - 1);
}

function sortedById(estimates: readonly Estimate[]): Estimate[] {
  const sorted = estimates.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  for (let k = 1; k < sorted.length; k++)
    if (sorted[k]!.id === sorted[k - 1]!.id)
      throw new RangeError(`analyze: two estimates have the id ${sorted[k]!.id}`);
  return sorted;
}

function uniqueNotes(notes: readonly Note[]): Note[] {
  const byText = new Map(notes.map((note) => [`${note.protocol}\n${note.about}\n${note.message}`, note]));
  return [...byText.keys()].toSorted().map((key) => byText.get(key)!);
}
