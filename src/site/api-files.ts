import type { ApiClaim, ApiClaims } from "../api/api-types.ts";
import type { StudyRecord } from "../estimates/analysis.ts";
import type { Release } from "../releases/release.ts";
import { apiIndex } from "./api-index.ts";
import { siteInputs } from "./inputs.ts";
import { type Content, NEWEST_LARGE_FILES, RELEASE_LARGE_FILES } from "./large-files.ts";
import { narrativePages } from "./narrative-pages.ts";
import { releasedClaims } from "./released-claims.ts";
import { siteReleases } from "./site-releases.ts";
import { siteReport } from "./site-report.ts";

/** The files of the newest report in the API, by name. Made when they are asked for. */
export const NEWEST_FILES: Readonly<Record<string, () => Content>> = {
  "index.json": () => document(apiIndex(siteReport().study.design, siteReleases())),
  "study.json": () => document(study(siteReport().study)),
  "claims.json": () => document(claims(releasedClaims(narrativePages()))),
  ...NEWEST_LARGE_FILES,
};

/** The files of a release in the API, by name. */
export const RELEASE_API_FILES: Readonly<Record<string, (release: Release) => Content>> = {
  "study.json": (release) => document(study(release.study)),
  "claims.json": (release) => document(claims(release.claims)),
  ...RELEASE_LARGE_FILES,
};

/** The names of the files that Astro renders: a build makes the large ones on a thread of its own meanwhile. */
export function renderedNames(files: object): string[] {
  const isBuild = siteInputs().build !== null;
  return Object.keys(files).filter((name) => !isBuild || !(name in NEWEST_LARGE_FILES || name in RELEASE_LARGE_FILES));
}

const document = (value: object) => `${JSON.stringify(value, null, 1)}\n`;
const study = (record: StudyRecord) => ({ schema: 1, ...record }) as const;
const claims = (list: readonly ApiClaim[]): ApiClaims => ({ schema: 1, claims: list });
