import { linkSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../estimates/analysis.ts";
import { analysisText, estimateTables } from "../estimates/write-analysis.ts";
import { writeBelow } from "../files.ts";
import type { Release } from "../releases/release.ts";
import { estimatesHash, RELEASE_LARGE_FILES } from "./large-files.ts";

/**
 * Writes the files that are made of a release's frozen estimates: the large ones of the API, and analysis.json and the tables
 * of its version.
 *
 * @param folder becomes part of the site
 * @param made where the tables of frozen estimates stand, by their hash: releases that have the same ones have the same tables
 * @returns the addresses in the version: `/data/level.csv`
 */
export function writeFrozenNumbers(
  folder: string,
  release: Release,
  report: Report,
  made: Map<string, string>,
): string[] {
  const { version } = release;
  for (const [name, content] of Object.entries(RELEASE_LARGE_FILES))
    writeBelow(folder, `api/v1/releases/${version}/${name}`, content(release));
  const { study, notes, estimates } = report;
  const all = [...estimates.values()];
  const data = `v/${version}/data`;
  writeBelow(folder, `${data}/analysis.json`, analysisText({ schema: 1, study, estimates: all, notes }));
  const key = estimatesHash(release);
  const same = made.get(key);
  made.set(key, join(folder, data));
  if (same !== undefined) {
    const names = readdirSync(same).filter((name) => name.endsWith(".csv"));
    for (const name of names) linkSync(join(same, name), join(folder, data, name));
    return ["analysis.json", ...names].map((name) => `/data/${name}`);
  }
  const tables = [...estimateTables(all)];
  for (const [name, text] of tables) writeBelow(folder, `${data}/${name}`, text);
  return ["analysis.json", ...tables.map(([name]) => name)].map((name) => `/data/${name}`);
}
