import type { Analysis } from "../estimates/analysis.ts";
import type { Estimate, Note } from "../estimates/estimate.ts";
import type { Study } from "../study/study.ts";
import { adjustFamilies } from "./adjust-families.ts";
import { alignment } from "./alignment.ts";
import { alignmentTransfer } from "./alignment-transfer.ts";
import { bestPredictor } from "./best-predictor.ts";
import { calibration } from "./calibration.ts";
import { calibrationTransfer } from "./calibration-transfer.ts";
import { coherence } from "./coherence.ts";
import { coherenceChange } from "./coherence-change.ts";
import { crossBenchmark } from "./cross-benchmark.ts";
import { itemTransitions } from "./item-transitions.ts";
import { levels } from "./levels.ts";
import { persistenceDifference } from "./persistence-difference.ts";
import { power } from "./power.ts";
import { predictor } from "./predictor.ts";
import type { Protocol } from "./protocol.ts";
import { rankPersistence } from "./rank-persistence.ts";
import { recalibration } from "./recalibration.ts";
import { reliability } from "./reliability.ts";
import { roundEstimate } from "./round-estimate.ts";
import { scaleShift } from "./scale-shift.ts";
import { scaleTransfer } from "./scale-transfer.ts";
import { seedNotes } from "./seed-notes.ts";
import { smallestSuite } from "./smallest-suite.ts";
import { splitHalf } from "./split-half.ts";
import { studyRecord } from "./study-record.ts";
import { uncertainty } from "./uncertainty.ts";
import { workspace } from "./workspace.ts";

/** Every protocol over levels, in the order of the questions. Calibration reads items and runs beside them, on threads. */
const PROTOCOLS: readonly (readonly [name: string, protocol: Protocol])[] = [
  ["levels", levels],
  ["rank persistence", rankPersistence],
  ["uncertainty", uncertainty],
  ["persistence difference", persistenceDifference],
  ["reliability", reliability],
  ["split-half reliability", splitHalf],
  ["predictor", predictor],
  ["best predictor", bestPredictor],
  ["smallest suite", smallestSuite],
  ["power", power],
  ["cross-benchmark", crossBenchmark],
  ["coherence", coherence],
  ["coherence change", coherenceChange],
  ["scale shift", scaleShift],
  ["scale transfer", scaleTransfer],
  ["alignment", alignment],
  ["alignment transfer", alignmentTransfer],
  ["calibration transfer", calibrationTransfer],
  ["recalibration", recalibration],
  ["item transitions", itemTransitions],
];

/** Told the name of each protocol when it is done; never changes a result. */
export type Progress = (done: string) => void;

/**
 * Runs every protocol on a study: all estimates, sorted by id, with p-values adjusted in their families and numbers at 12
 * significant digits. The same study gives the same analysis, whatever the machine and the number of threads.
 *
 * @throws {RangeError} when two estimates share an id: a bug of ours
 */
export async function analyze(study: Study, progress: Progress = () => {}): Promise<Analysis> {
  const free = Promise.withResolvers<void>();
  const threads = calibration(study, { free: free.promise });
  const work = workspace(study);
  const results: (Estimate | Note)[] = [...seedNotes(work)];
  for (const [name, protocol] of PROTOCOLS) {
    for (const result of protocol(work)) results.push(result);
    progress(name);
  }
  free.resolve();
  for (const result of await threads) results.push(result);
  progress("calibration");
  const estimates = adjustFamilies(results.filter((result) => "id" in result)).map(roundEstimate);
  return {
    schema: 1,
    study: studyRecord(study),
    estimates: sortedById(estimates),
    notes: uniqueNotes(results.filter((result) => "protocol" in result)),
  };
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
