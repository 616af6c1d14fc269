import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PageClaim } from "../narrative/index.ts";
import { analyseStudy } from "./analyse-study.ts";
import type { BuildProgress } from "./build-progress.ts";
import { tellInputs } from "./inputs.ts";
import { narrativePages } from "./narrative-pages.ts";

export interface CheckOptions {
  /** the study folder; never written to */
  readonly data: string;
  readonly content: string;
  /** an analysis.json to check against instead of analysing `data` */
  readonly analysis?: string | undefined;
}

export interface CheckedClaims {
  readonly claims: number;
  /** those whose status is not the expected one, in reading order */
  readonly unmet: readonly PageClaim[];
}

/**
 * Compiles every page of the narrative against the numbers of the study, and compares the status of each claim with what
 * its author expects.
 *
 * @throws {FaultError} with all faults of the study, or else all faults of the narrative
 */
export async function checkClaims(options: CheckOptions, progress: BuildProgress): Promise<CheckedClaims> {
  const folder = mkdtempSync(join(tmpdir(), "magic-correlations-"));
  try {
    const analysis = options.analysis ?? join(folder, "analysis.json");
    if (options.analysis === undefined) await analyseStudy(options.data, analysis, progress);
    tellInputs({ data: options.data, content: options.content, analysis, base: "/" });
    progress.step("Compiling the narrative");
    const claims = narrativePages().flatMap((page) => page.claims);
    const unmet = claims.filter(({ expect, decision }) => decision.status !== expect);
    return { claims: claims.length, unmet };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
