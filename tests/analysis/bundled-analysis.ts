import { join } from "node:path";
import type { Analysis } from "../../src/estimates/analysis.ts";
import { readAnalysis } from "../../src/estimates/read-analysis.ts";
import { loadStudy } from "../../src/study/load-study.ts";
import type { Study } from "../../src/study/study.ts";
import { madeOnce } from "../made-once.ts";
import { runBuild, SMALL_PICTURES } from "../site/run-build.ts";

/** The folder of the bundled study. */
export const DATA = new URL("../../data", import.meta.url).pathname;

/** The bundled study with what was found in it. */
export interface BundledAnalysis {
  readonly study: Study;
  readonly analysis: Analysis;
}

/** Where the report of the bundled study is meant to be served. */
export const BASE = "/sub/path/";

/** @returns the folder of the report of the bundled study, built once for all files of tests, by the command, as a user would */
export async function bundledReport(): Promise<string> {
  const folder = await madeOnce("bundled-report", async (path) => {
    const { status, stderr } = await runBuild(...SMALL_PICTURES, "--out", join(path, "report"), "--base", BASE);
    if (status !== 0 || !/Rendered \d+ pages/.test(stderr)) throw new Error(stderr);
  });
  return join(folder, "report");
}

/** @returns the path of the bundled study's analysis.json */
export async function bundledAnalysisFile(): Promise<string> {
  return join(await bundledReport(), "data", "analysis.json");
}

/** The bundled study and its analysis. */
export async function bundledAnalysis(): Promise<BundledAnalysis> {
  const [study, path] = await Promise.all([loadStudy(DATA), bundledAnalysisFile()]);
  return { study, analysis: readAnalysis(path) };
}
