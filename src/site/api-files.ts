import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ApiClaim, ApiClaims } from "../api/api-types.ts";
import type { StudyRecord } from "../estimates/analysis.ts";
import type { Estimate } from "../estimates/estimate.ts";
import { estimatesCsv } from "../estimates/estimates-csv.ts";
import { estimatesJson } from "../estimates/estimates-json.ts";
import { estimatesParquet } from "../estimates/estimates-parquet.ts";
import { sha256 } from "../files.ts";
import { RELEASE_FILES } from "../releases/read-release.ts";
import type { Release } from "../releases/release.ts";
import { releasedReport } from "../releases/released-report.ts";
import { apiIndex } from "./api-index.ts";
import { gzipped } from "./gzipped.ts";
import { narrativePages } from "./narrative-pages.ts";
import { releasedClaims } from "./released-claims.ts";
import { siteReleases } from "./site-releases.ts";
import { siteReport } from "./site-report.ts";

type Content = string | Uint8Array<ArrayBuffer>;

/** The files of the newest report in the API, by name. Made when they are asked for. */
export const NEWEST_FILES: Readonly<Record<string, () => Content>> = {
  "index.json": () => document(apiIndex(siteReport().study.design, siteReleases())),
  "study.json": () => document(study(siteReport().study)),
  "claims.json": () => document(claims(releasedClaims(narrativePages()))),
  "estimates.json": () => estimatesJson(newestEstimates()),
  "estimates.csv": () => estimatesCsv(newestEstimates()),
  "estimates.parquet": () => new Uint8Array(estimatesParquet(newestEstimates())),
};

/** The files of a release in the API, by name. */
export const RELEASE_API_FILES: Readonly<Record<string, (release: Release) => Content>> = {
  "study.json": (release) => document(study(release.study)),
  "claims.json": (release) => document(claims(release.claims)),
  "estimates.json.gz": (release) => frozenFiles(release).json,
  "estimates.parquet": (release) => frozenFiles(release).parquet,
};

const document = (value: object) => `${JSON.stringify(value, null, 1)}\n`;
const study = (record: StudyRecord) => ({ schema: 1, ...record }) as const;
const claims = (list: readonly ApiClaim[]): ApiClaims => ({ schema: 1, claims: list });
const newestEstimates = (): readonly Estimate[] => [...siteReport().estimates.values()];

interface FrozenFiles {
  readonly json: Uint8Array<ArrayBuffer>;
  readonly parquet: Uint8Array<ArrayBuffer>;
}

/** By the hash of the frozen estimates: releases that have the same ones have the same files. */
const made = new Map<string, FrozenFiles>();

function frozenFiles(release: Release): FrozenFiles {
  const key = sha256(readFileSync(join(release.folder, RELEASE_FILES.estimates)));
  let files = made.get(key);
  if (!files) {
    const estimates = [...releasedReport(release).estimates.values()];
    files = { json: gzipped(estimatesJson(estimates)), parquet: new Uint8Array(estimatesParquet(estimates)) };
    made.set(key, files);
  }
  return files;
}
