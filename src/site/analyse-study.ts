import { dirname, join } from "node:path";
import { analyze } from "../analysis/analyze.ts";
import { exampleItems } from "../analysis/example-items.ts";
import { writeAnalysis } from "../estimates/write-analysis.ts";
import { writeAtomic } from "../files.ts";
import { loadStudy } from "../study/load-study.ts";
import type { BuildProgress } from "./build-progress.ts";
import { EXAMPLES_FILE } from "./site-examples.ts";

/**
 * Reads and validates a study, runs every protocol, and writes analysis.json to `path` with its tables and the example
 * items beside it.
 *
 * @param onProtocol told of each protocol that is done; without it `progress` says so in passing
 * @returns the files that were written, analysis.json first
 * @throws {FaultError} with all faults of the study
 */
export async function analyseStudy(
  data: string,
  path: string,
  progress: BuildProgress,
  onProtocol: (protocol: string) => void = (protocol) => progress.step(`Analysing: ${protocol} done`),
): Promise<readonly string[]> {
  progress.step("Reading the study");
  const study = await loadStudy(data);
  progress.done(`Read ${study.cells.length} cells of ${study.design.title}`);
  progress.step("Analysing");
  const analysis = await analyze(study, onProtocol);
  const files = await writeAnalysis(analysis, path);
  const examples = join(dirname(path), EXAMPLES_FILE);
  writeAtomic(examples, JSON.stringify(exampleItems(study)));
  progress.done(`Computed ${analysis.estimates.length} estimates`);
  return [...files, examples];
}
