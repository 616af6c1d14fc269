import { analyze } from "../analysis/analyze.ts";
import { writeAnalysis } from "../estimates/write-analysis.ts";
import { loadStudy } from "../study/load-study.ts";
import type { BuildProgress } from "./build-progress.ts";

/**
 * Reads and validates a study, runs every protocol, and writes analysis.json to `path` with its tables beside it.
 *
 * @throws {FaultError} with all faults of the study
 */
export async function analyseStudy(data: string, path: string, progress: BuildProgress): Promise<void> {
  progress.step("Reading the study");
  const study = await loadStudy(data);
  progress.done(`Read ${study.cells.length} cells of ${study.design.title}`);
  progress.step("Analysing");
  const analysis = await analyze(study, (done) => progress.step(`Analysing: ${done} done`));
  writeAnalysis(analysis, path);
  progress.done(`Computed ${analysis.estimates.length} estimates`);
}
