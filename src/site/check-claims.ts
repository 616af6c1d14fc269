import type { PageClaim } from "../narrative/index.ts";
import type { BuildProgress } from "./build-progress.ts";
import { narrativePages } from "./narrative-pages.ts";
import { unmetClaims } from "./unmet-claims.ts";
import { type StudyOptions, withStudy } from "./with-study.ts";

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
export function checkClaims(options: StudyOptions, progress: BuildProgress): Promise<CheckedClaims> {
  return withStudy(options, progress, () => {
    progress.step("Compiling the narrative");
    const pages = narrativePages();
    return { claims: pages.flatMap((page) => page.claims).length, unmet: unmetClaims(pages) };
  });
}
