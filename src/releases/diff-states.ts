import { diffClaims } from "./diff-claims.ts";
import { diffData } from "./diff-data.ts";
import { diffEstimates } from "./diff-estimates.ts";
import { diffPages } from "./diff-pages.ts";
import { diffVerdicts } from "./diff-verdicts.ts";
import type { ReportState } from "./report-state.ts";
import { shownCounts } from "./shown-counts.ts";
import type { StateDiff } from "./state-diff.ts";

/** What changed from `before` to `after`: claims, verdicts, estimates, data and pages, each list by how much a reader must care. */
export function diffStates(before: ReportState, after: ReportState): StateDiff {
  const shown = shownCounts(after.pages);
  const claims = diffClaims(before.claims, after.claims);
  const verdicts = diffVerdicts(before.estimates, after.estimates, shown);
  const estimates = diffEstimates(before.estimates, after.estimates, shown);
  return {
    from: before.name,
    to: after.name,
    claims,
    verdicts,
    estimates,
    data: diffData(before.study, after.study),
    pages: diffPages(before, after, { claims, verdicts, beyond: estimates.beyond }),
  };
}
