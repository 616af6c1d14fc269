import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { StudyRecord } from "../estimates/analysis.ts";
import type { Estimate } from "../estimates/estimate.ts";
import { FaultError } from "../faults.ts";
import type { ReportState, StateClaim } from "../releases/report-state.ts";
import { shownEstimates } from "../releases/shown-estimates.ts";
import { shownWords } from "../releases/shown-words.ts";
import { filesOf } from "./files-of.ts";
import { finishedPages } from "./finished-pages.ts";

/** Where the numbers of the newest report are in it; the files are those of its API. */
const API = "api/v1";

/** Whether a folder holds a built report. */
export function isBuiltReport(folder: string): boolean {
  return existsSync(join(folder, API, "index.json"));
}

/**
 * A report that was built before, by this code or by that of another commit, as the diff compares it: its numbers as its API gives
 * them, its pages as they were rendered.
 *
 * @param name what it is called in the diff
 * @throws {FaultError} when the folder holds no built report, or one whose API is of another schema
 */
export function builtState(folder: string, name: string): ReportState {
  if (!isBuiltReport(folder))
    throw fault(folder, "holds no built report", "a folder that `npm run build` wrote", "Build it, or name another.");
  const read = <Document>(file: string): Document => {
    const document = JSON.parse(readFileSync(join(folder, API, file), "utf8")) as { readonly schema: number };
    if (document.schema === 1) return document as Document;
    throw fault(join(folder, API, file), `is of schema ${document.schema}`, "schema 1", "Build it with this version.");
  };
  const { schema: _, ...study } = read<StudyRecord & { readonly schema: 1 }>("study.json");
  const { estimates } = read<{ readonly estimates: readonly Estimate[] }>("estimates.json");
  const { claims } = read<{ readonly claims: readonly StateClaim[] }>("claims.json");
  const paths = filesOf(folder).filter((path) => path.endsWith(".html"));
  return {
    name,
    study,
    estimates: new Map(estimates.map((estimate) => [estimate.id, estimate])),
    claims: claims.map(({ id, page, text, status }) => ({ id, page, text, status })),
    pages: finishedPages(folder, paths).map(({ path, title, body }) => ({
      ...{ href: path, title, words: shownWords(body), estimates: shownEstimates(body) },
    })),
    hasAllPages: true,
  };
}

function fault(file: string, value: string, expected: string, todo: string): FaultError {
  return new FaultError([{ file, value, expected, todo }]);
}
