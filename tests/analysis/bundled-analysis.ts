import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Analysis } from "../../src/estimates/analysis.ts";
import { readAnalysis } from "../../src/estimates/read-analysis.ts";
import { loadStudy } from "../../src/study/load-study.ts";
import type { Study } from "../../src/study/study.ts";
import { madeOnce } from "../made-once.ts";

/** The folder of the bundled study. */
export const DATA = new URL("../../data", import.meta.url).pathname;

/** The bundled study, analysed by the command as a user would. */
export interface BundledAnalysis {
  readonly study: Study;
  readonly analysis: Analysis;
}

/** @returns the path of the bundled study's analysis.json, made once for all files of tests */
export async function bundledAnalysisFile(): Promise<string> {
  const folder = await madeOnce("bundled-analysis", async (path) => {
    await promisify(execFile)(process.execPath, ["scripts/analyze.ts", "--out", join(path, "analysis.json")]);
  });
  return join(folder, "analysis.json");
}

/** The bundled study and its analysis. */
export async function bundledAnalysis(): Promise<BundledAnalysis> {
  const [study, path] = await Promise.all([loadStudy(DATA), bundledAnalysisFile()]);
  return { study, analysis: readAnalysis(path) };
}
