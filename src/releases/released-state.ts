import type { ObjectStore } from "./object-store.ts";
import type { Release } from "./release.ts";
import { releasedReport } from "./released-report.ts";
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
  const groups = groupIds(
    addresses.pages.map(({ path }) => path),
    estimates.keys(),
  );
  return {
    name: version,
    study,
    estimates,
    claims: claims.map(({ id, page, text, status }) => ({ id, page, text, status })),
    pages: addresses.pages.map(({ path, title, words, body }): StatePage => {
      const own = groups.get(path);
      const shown = own ?? shownEstimates(objects.body(body, `/v/${version}${path}`));
      return { href: path, title, words, estimates: shown };
    }),
    hasAllPages: true,
  };
}

/** Ids by the page of estimates that they stand on, `/estimates/GROUP/`: the longest group that an id begins with. */
function groupIds(paths: readonly string[], ids: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const path of paths) if (/^\/estimates\/.+\/$/.test(path)) groups.set(path, []);
  for (const id of ids) {
    for (let end = id.lastIndexOf("/"); end > 0; end = id.lastIndexOf("/", end - 1)) {
      const own = groups.get(`/estimates/${id.slice(0, end)}/`);
      if (own === undefined) continue;
      own.push(id);
      break;
    }
  }
  return groups;
}
