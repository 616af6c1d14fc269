import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../estimates/analysis.ts";
import { parseEstimates } from "./estimates-text.ts";
import { RELEASE_FILES } from "./read-release.ts";
import type { Release } from "./release.ts";

/** How many are kept: two are compared with each other, and a hundred would not fit memory. */
const KEPT = 2;
let kept: readonly { readonly release: Release; readonly report: Report }[] = [];

/** The numbers of a release: its study, its estimates and what could not be computed. The last two that were read are kept. */
export function releasedReport(release: Release): Report {
  const known = kept.find((each) => each.release === release) ?? { release, report: read(release) };
  kept = [known, ...kept.filter((each) => each !== known)].slice(0, KEPT);
  return known.report;
}

function read({ folder, study, absences }: Release): Report {
  const estimates = parseEstimates(readFileSync(join(folder, RELEASE_FILES.estimates), "utf8"));
  return { study, notes: absences, estimates: new Map(estimates.map((one) => [one.id, one])) };
}
