import type { ObjectStore } from "./object-store.ts";
import type { Release } from "./release.ts";
import { releasedReport } from "./released-report.ts";
import { releasedRows } from "./released-rows.ts";
import type { ReportState, StatePage } from "./report-state.ts";
import { shownEstimates } from "./shown-estimates.ts";

/**
 * A release as the diff compares it. Which numbers a page shows is read from its frozen body; a page of estimates shows
 * those whose ids begin with its address, so its body need not be opened.
 *
 * @throws {FaultError} when a body is missing or is not what was released
 */
export function releasedState(release: Release, objects: ObjectStore): ReportState {
  const { study, estimates } = releasedReport(release);
  const { version, claims, addresses } = release;
  const rows = idsByPage(release, estimates.keys());
  return {
    name: version,
    study,
    estimates,
    claims: claims.map(({ id, page, text, status }) => ({ id, page, text, status })),
    pages: addresses.pages.map(({ path, title, words, body }): StatePage => {
      const own = rows.get(path);
      const shown = own ?? shownEstimates(objects.body(body, `/v/${version}${path}`));
      return { href: path, title, words, estimates: shown };
    }),
    hasAllPages: true,
  };
}

/** Ids by the page of estimates that their rows are on, `/estimates/GROUP/`. */
function idsByPage(release: Release, ids: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const rowOf = releasedRows(release);
  const pages = new Map<string, string[]>();
  for (const id of ids) {
    const page = rowOf(id)?.split("#", 1)[0];
    if (page === undefined) continue;
    const own = pages.get(page);
    if (own) own.push(id);
    else pages.set(page, [id]);
  }
  return pages;
}
