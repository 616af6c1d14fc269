import { dirname, join } from "node:path";
import { writeAllAtomic } from "../files.ts";
import type { Analysis } from "./analysis.ts";
import { csv } from "./csv.ts";
import type { Estimate } from "./estimate.ts";
import { ESTIMATE_COLUMNS, estimateCells } from "./estimate-cells.ts";

/** analysis.json as text: the study, then one estimate per line, then one note per line, so that diffs read well. */
export function analysisText({ schema, study, estimates, notes }: Analysis): string {
  const lines = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).join(",\n");
  return `{"schema":${schema},\n"study":${JSON.stringify(study)},\n"estimates":[\n${lines(estimates)}\n],\n"notes":[\n${lines(notes)}\n]}\n`;
}

/** One table per protocol (the first part of the id), as its name and CSV text, each made when it is asked for. */
export function* estimateTables(estimates: readonly Estimate[]): Generator<readonly [name: string, text: string]> {
  const protocols = Map.groupBy(estimates, (estimate) => estimate.id.split("/", 1)[0]!);
  for (const [protocol, rows] of protocols) yield [`${protocol}.csv`, csv(ESTIMATE_COLUMNS, rows.map(estimateCells))];
}

/**
 * Writes analysis.json to `path` and its tables beside it, each all or nothing, analysis.json last.
 *
 * @returns the paths written, analysis.json first
 */
export async function writeAnalysis(analysis: Analysis, path: string): Promise<string[]> {
  const paths = [path];
  await writeAllAtomic(
    [path, analysisText(analysis)],
    estimateTables(analysis.estimates).map(([name, text]) => {
      const file = join(dirname(path), name);
      paths.push(file);
      return [file, text] as const;
    }),
  );
  return paths;
}
