import { statSync } from "node:fs";
import type { Report } from "../estimates/analysis.ts";
import { readAnalysis } from "../estimates/read-analysis.ts";
import { held } from "../held.ts";
import { siteInputs } from "./inputs.ts";

/** The report that the pages show. Read again whenever the file has changed, so that no page is ever older than it. */
export function siteReport(): Report {
  const { analysis: path, build } = siteInputs();
  return held("report", [build ?? stampOf(path)], () => {
    const { study, estimates, notes } = readAnalysis(path);
    return { study, notes, estimates: new Map(estimates.map((one) => [one.id, one])) };
  });
}

function stampOf(path: string): string {
  const { mtimeMs, size, ino } = statSync(path);
  return [path, mtimeMs, size, ino].join();
}
