import type { StudyDesign } from "../study/design.ts";

/**
 * The DOI of a released version: that of `releases` in today's study.yaml, because a DOI is given after the release; else
 * the study's own `doi`, which stands for all versions; else null.
 */
export function releaseDoi({ doi, releases = [] }: StudyDesign, version: string): string | null {
  return releases.find((release) => release.version === version)?.doi ?? doi ?? null;
}
