import type { ReportState, StatePage } from "./report-state.ts";
import type { ClaimChange, Movement, PageChange, VerdictChange } from "./state-diff.ts";

/** The changes that pages are told of. */
export interface PageCauses {
  readonly claims: readonly ClaimChange[];
  readonly verdicts: readonly VerdictChange[];
  readonly beyond: readonly Movement[];
}

/**
 * Every page of the later state, in its order, then those that are gone from it, with the number of changes on each. Where a
 * state does not know all of its pages, none is told to be new or gone for that.
 */
export function diffPages(before: ReportState, after: ReportState, causes: PageCauses): PageChange[] {
  const [turned, beyond] = [causes.verdicts, causes.beyond].map((list) => new Set(list.map(({ id }) => id)));
  const [old, now] = [before.pages, after.pages].map((pages) => new Map(pages.map(({ href, words }) => [href, words])));
  const hasMoved = (id: string) => before.estimates.get(id)?.value !== after.estimates.get(id)?.value;
  const row = ({ href, title, estimates }: StatePage, presence: PageChange["presence"]): PageChange => ({
    href,
    title,
    presence,
    readsOtherwise: differs(old!.get(href), now!.get(href)),
    claims: causes.claims.filter(({ page }) => page === href).length,
    shown: estimates.length,
    moved: estimates.filter(hasMoved).length,
    beyond: estimates.filter((id) => beyond!.has(id)).length,
    verdicts: estimates.filter((id) => turned!.has(id)).length,
  });
  return [
    ...after.pages.map((page) => row(page, old!.has(page.href) || !before.hasAllPages ? "both" : "added")),
    ...(after.hasAllPages
      ? before.pages.filter(({ href }) => !now!.has(href)).map((page) => row(page, "removed"))
      : []),
  ];
}

function differs(before: string | null | undefined, after: string | null | undefined): boolean | null {
  return before == null || after == null ? null : before !== after;
}
