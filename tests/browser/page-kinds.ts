import { globSync } from "node:fs";
import type { OpenReport } from "./open-report.ts";

/** An address where no page is. */
export const MISSING = "no/such/page/";
/** One page of every kind; the last is not there. */
const KINDS = [
  "",
  "rq1/",
  "rq2/",
  "rq3/",
  "rq4/",
  "methods/",
  "data/",
  "estimates/",
  "estimates/predictor/accuracy/large/",
  MISSING,
];
/** Kinds that a report may have, or not yet: the first page of each folder, and its index. */
const OPTIONAL = [
  "power",
  "guidance",
  "glossary",
  "bibliography",
  "search",
  "claims",
  "benchmarks",
  "categories",
  "mixtures",
  "figures",
  "releases",
];
/** Of a released version, whose pages are frozen: every kind of body. */
const FROZEN = ["", "rq1/", "rq4/", "methods/", "data/", "estimates/", "claims/", "benchmarks/*/", "figures/*/"];

/** The pages to look at: every kind that the report has. */
export function kindsOf(report: Pick<OpenReport, "folder">): string[] {
  const optional = OPTIONAL.flatMap((name) => {
    const found = globSync(`${name}/{index.html,*/index.html}`, { cwd: report.folder }).toSorted();
    const index = found.filter((path) => path === `${name}/index.html`);
    return [...index, ...found.filter((path) => !index.includes(path)).slice(0, 1)];
  });
  // of each kind once: in the oldest version, with its line that there is a newer one; and where two versions are compared
  const versions = globSync("v/*/index.html", { cwd: report.folder }).toSorted();
  const oldest = versions.find((path) => !path.includes(".."))?.replace(/index\.html$/, "");
  const frozen =
    oldest === undefined
      ? []
      : FROZEN.flatMap((path) => globSync(`${oldest}${path}index.html`, { cwd: report.folder }).toSorted().slice(0, 1));
  const compared = versions.filter((path) => path.includes("..")).slice(0, 1);
  return [...KINDS, ...[...optional, ...frozen, ...compared].map((path) => path.replace(/index\.html$/, ""))];
}
