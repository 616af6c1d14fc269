import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { analyseStudy } from "./analyse-study.ts";
import type { BuildProgress } from "./build-progress.ts";
import { tellInputs } from "./inputs.ts";

/** Which study is looked at, without rendering it. */
export interface StudyOptions {
  /** the study folder; never written to */
  readonly data: string;
  readonly content: string;
  /** an analysis.json to take instead of analysing `data` */
  readonly analysis?: string | undefined;
}

/**
 * Analyses a study in a temporary folder, unless an analysis is given, and calls `use` while the site's inputs are that study.
 *
 * @returns what `use` returns
 * @throws {FaultError} with all faults of the study; whatever `use` throws
 */
export async function withStudy<T>(options: StudyOptions, progress: BuildProgress, use: () => T): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "magic-correlations-"));
  try {
    const analysis = options.analysis ?? join(folder, "analysis.json");
    if (options.analysis === undefined) await analyseStudy(options.data, analysis, progress);
    tellInputs({ data: options.data, content: options.content, analysis, base: "/" });
    return use();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
