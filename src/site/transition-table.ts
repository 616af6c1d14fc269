import type { Report } from "../estimates/analysis.ts";
import type { Target } from "../estimates/estimate-id.ts";
import { estimateTable } from "./estimate-table.ts";
import type { SitePart } from "./site-section.ts";
import { TRANSITIONS } from "./transitions.ts";

/** How the answers to the same items moved from the first stage to the last, mean over mixtures. */
export function transitionTable(report: Report, { kind, id }: Target): SitePart {
  return estimateTable(report, {
    caption: `Answers to the same items at the first stage and the last, mean over mixtures`,
    head: ["Scale", ...Object.values(TRANSITIONS)],
    rows: report.study.design.scales.toReversed().map((scale) => ({
      label: scale.label,
      ids: Object.keys(TRANSITIONS).map((name) => `item-transition/${scale.id}/all/${kind}/${id}/${name}`),
    })),
  });
}
