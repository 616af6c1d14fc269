import { readFileSync } from "node:fs";
import type { Analysis } from "./analysis.ts";

/** Reads an analysis.json that `writeAnalysis` wrote. @throws when the file is missing or is not of schema 1 */
export function readAnalysis(path: string): Analysis {
  const analysis = JSON.parse(readFileSync(path, "utf8")) as Analysis;
  if (analysis.schema !== 1) throw new RangeError(`${path} has schema ${analysis.schema}; this version reads schema 1`);
  return analysis;
}
