import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../estimates/analysis.ts";
import { parseEstimates } from "./estimates-text.ts";
import { RELEASE_FILES } from "./read-release.ts";
import type { Release } from "./release.ts";

/** The numbers of a release: its study, its estimates and what could not be computed. Read anew at every call. */
export function releasedReport({ folder, study, absences }: Release): Report {
  const estimates = parseEstimates(readFileSync(join(folder, RELEASE_FILES.estimates), "utf8"));
  return { study, notes: absences, estimates: new Map(estimates.map((one) => [one.id, one])) };
}
