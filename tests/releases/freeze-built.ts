import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readAnalysis } from "../../src/estimates/read-analysis.ts";
import type { ReleasedClaim } from "../../src/releases/release.ts";
import { finishedFiles, finishedPages } from "../../src/site/finished-pages.ts";
import { addRelease, tinyFrozen } from "./tiny-release.ts";

/**
 * Freezes a built report, as `npm run release` freezes one, as two releases of another study. From the first to the second some
 * estimates moved, a claim turned, a page came and one reads otherwise, so that there is something to tell.
 *
 * @param data the folder of the study that the releases are added to
 */
export function freezeTwice(report: string, data: string): void {
  const { record, ...rest } = tinyFrozen("2026.10.2");
  const { claims } = JSON.parse(readFileSync(join(report, "api/v1/claims.json"), "utf8")) as {
    readonly claims: readonly ReleasedClaim[];
  };
  const pages = finishedPages(report, globSync("**/*.html", { cwd: report }).toSorted());
  const made = { ...record, claims };
  const analysis = readAnalysis(join(report, "data/analysis.json"));
  const frozen = { ...rest, record: made, analysis, pages, files: finishedFiles(report) };

  const moved = analysis.estimates.map((one, k) =>
    k % 20 === 0 && one.value !== null ? { ...one, value: 0.9 * one.value } : one,
  );
  const earlier = {
    ...frozen,
    record: {
      ...made,
      version: "2026.10.1",
      date: "2026-10-24",
      claims: claims.map((claim, k) => (k === 0 ? { ...claim, status: "cannot tell" as const } : claim)),
    },
    analysis: { ...analysis, estimates: moved },
    pages: pages
      .filter(({ path }) => path !== "/mixtures/mix-4/")
      .map((page) => (page.path === "/rq1/" ? { ...page, body: page.body.replace("</h1>", ", at first</h1>") } : page)),
  };
  addRelease(data, earlier);
  addRelease(data, frozen);
}
