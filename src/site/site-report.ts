import { statSync } from "node:fs";
import type { Report } from "../estimates/analysis.ts";
import { readAnalysis } from "../estimates/read-analysis.ts";
import { siteInputs } from "./inputs.ts";

let held: { readonly stamp: string; readonly report: Report } | undefined;

/** The report that the pages show. Read again whenever the file has changed, so that no page is ever older than it. */
export function siteReport(): Report {
  const { analysis: path, build } = siteInputs();
  const stamp = build ?? stampOf(path);
  if (held?.stamp !== stamp) {
    const { study, estimates, notes } = readAnalysis(path);
    held = { stamp, report: { study, notes, estimates: new Map(estimates.map((one) => [one.id, one])) } };
  }
  return held.report;
}

function stampOf(path: string): string {
  const { mtimeMs, size, ino } = statSync(path);
  return [path, mtimeMs, size, ino].join();
}
