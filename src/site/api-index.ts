import type { ApiFiles, ApiIndex } from "../api/api-types.ts";
import { diffAddress } from "../releases/diff-address.ts";
import type { Release } from "../releases/release.ts";
import type { StudyDesign } from "../study/design.ts";
import { releaseDoi } from "./release-doi.ts";

/**
 * `index.json` of the API: where the files of the newest report and of each release are.
 *
 * @param releases oldest first
 */
export function apiIndex(design: StudyDesign, releases: readonly Release[]): ApiIndex {
  return {
    schema: 1,
    id: design.id,
    title: design.title,
    version: design.version,
    isReleased: releases.some(({ version }) => version === design.version),
    license: design.license ?? null,
    newest: files("", "json", "../../"),
    releases: releases.map(({ version, date }, k) => {
      const before = releases[k - 1];
      return {
        version,
        date,
        doi: releaseDoi(design, version),
        changes: before ? `../..${diffAddress(before.version, version)}diff.json` : null,
        ...files(`releases/${version}/`, "json.gz", `../../v/${version}/`),
      };
    }),
    schemas: {
      index: "schema/index.json",
      study: "schema/study.json",
      estimates: "schema/estimates.json",
      claims: "schema/claims.json",
    },
  };
}

/** CSV of a release stands beside its pages, a file for each protocol. */
function files(folder: string, json: "json" | "json.gz", page: string): ApiFiles {
  return {
    study: `${folder}study.json`,
    claims: `${folder}claims.json`,
    estimates: {
      json: `${folder}estimates.${json}`,
      parquet: `${folder}estimates.parquet`,
      ...(json === "json" && { csv: "estimates.csv" }),
    },
    page,
  };
}
