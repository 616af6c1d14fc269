import { dirname, join } from "node:path";
import { writeAtomic } from "../files.ts";
import type { Analysis } from "./analysis.ts";
import { csv } from "./csv.ts";
import type { Estimate } from "./estimate.ts";
import { ESTIMATE_COLUMNS, estimateCells } from "./estimate-cells.ts";

/** analysis.json as text: the study, then one estimate per line, then one note per line, so that diffs read well. */
export function analysisText({ schema, study, estimates, notes }: Analysis): string {
  const lines = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).join(",\n");
  return `{"schema":${schema},\n"study":${JSON.stringify(study)},\n"estimates":[\n${lines(estimates)}\n],\n"notes":[\n${lines(notes)}\n]}\n`;
}

/** One table per protocol (the first part of the id), as CSV text by name. */
export function estimateTables(estimates: readonly Estimate[]): ReadonlyMap<string, string> {
  const protocols = Map.groupBy(estimates, (estimate) => estimate.id.split("/", 1)[0]!);
  return new Map(
    [...protocols].map(([protocol, rows]) => [`${protocol}.csv`, csv(ESTIMATE_COLUMNS, rows.map(estimateCells))]),
  );
}

/**
 * Writes analysis.json to `path` and its tables beside it, each all or nothing.
 *
 * @returns the paths written, analysis.json first
 */
export function writeAnalysis(analysis: Analysis, path: string): string[] {
  const tables = [...estimateTables(analysis.estimates)].map(
    ([name, text]) => [join(dirname(path), name), text] as const,
  );
  for (const [file, text] of tables) writeAtomic(file, text);
  writeAtomic(path, analysisText(analysis));
  return [path, ...tables.map(([file]) => file)];
}
