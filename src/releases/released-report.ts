import { readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import type { Report } from "../estimates/analysis.ts";
import { held } from "../held.ts";
import { parseEstimates } from "./estimates-text.ts";
import { RELEASE_FILES } from "./read-release.ts";
import type { Release } from "./release.ts";

/** How many are kept: two are compared with each other, and a hundred would not fit memory. */
const KEPT = 2;

interface Kept {
  readonly path: string;
  readonly stamp: string;
  readonly estimates: Report["estimates"];
}

/** The numbers of a release: its study, its estimates and what could not be computed. The last two lists of estimates are kept. */
export function releasedReport({ folder, study, absences }: Release): Report {
  const path = join(folder, RELEASE_FILES.estimates);
  const { mtimeMs, size, ino } = statSync(path);
  const stamp = [mtimeMs, size, ino].join();
  const last = held("estimates of releases", [], (): { kept: readonly Kept[] } => ({ kept: [] }));
  const known = last.kept.find((each) => each.path === path && each.stamp === stamp) ?? {
    path,
    stamp,
    estimates: read(path),
  };
  last.kept = [known, ...last.kept.filter((each) => each !== known)].slice(0, KEPT);
  return { study, notes: absences, estimates: known.estimates };
}

function read(path: string): Report["estimates"] {
  const file = relative(process.cwd(), path);
  return new Map(parseEstimates(readFileSync(path, "utf8"), file).map((one) => [one.id, one]));
}
