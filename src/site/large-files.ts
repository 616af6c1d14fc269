import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Estimate } from "../estimates/estimate.ts";
import { estimatesCsv } from "../estimates/estimates-csv.ts";
import { estimatesJson } from "../estimates/estimates-json.ts";
import { estimatesParquet } from "../estimates/estimates-parquet.ts";
import { sha256 } from "../files.ts";
import { RELEASE_FILES } from "../releases/read-release.ts";
import type { Release } from "../releases/release.ts";
import { releasedReport } from "../releases/released-report.ts";
import { gzipped } from "./gzipped.ts";
import { siteReport } from "./site-report.ts";

/** What a file holds. */
export type Content = string | Uint8Array<ArrayBuffer>;

/**
 * The large files of the newest report in the API, by name: all its estimates. Made when they are asked for; a build makes
 * them beside its pages (`side-work.ts`).
 */
export const NEWEST_LARGE_FILES: Readonly<Record<string, () => Content>> = {
  "estimates.json": () => estimatesJson(newestEstimates()),
  "estimates.csv": () => estimatesCsv(newestEstimates()),
  "estimates.parquet": () => new Uint8Array(estimatesParquet(newestEstimates())),
};

/** The large files of a release in the API, by name. */
export const RELEASE_LARGE_FILES: Readonly<Record<string, (release: Release) => Content>> = {
  "estimates.json.gz": (release) => frozenFiles(release).json,
  "estimates.parquet": (release) => frozenFiles(release).parquet,
};

const newestEstimates = (): readonly Estimate[] => [...siteReport().estimates.values()];

interface FrozenFiles {
  readonly json: Uint8Array<ArrayBuffer>;
  readonly parquet: Uint8Array<ArrayBuffer>;
}

const hashes = new WeakMap<Release, string>();

/** The hash of a release's frozen estimates, taken once. */
export function estimatesHash(release: Release): string {
  const hash = hashes.get(release) ?? sha256(readFileSync(join(release.folder, RELEASE_FILES.estimates)));
  hashes.set(release, hash);
  return hash;
}

/** By the hash of the frozen estimates: releases that have the same ones have the same files. */
const made = new Map<string, FrozenFiles>();

function frozenFiles(release: Release): FrozenFiles {
  const key = estimatesHash(release);
  let files = made.get(key);
  if (!files) {
    const estimates = [...releasedReport(release).estimates.values()];
    files = { json: gzipped(estimatesJson(estimates)), parquet: new Uint8Array(estimatesParquet(estimates)) };
    made.set(key, files);
  }
  return files;
}
