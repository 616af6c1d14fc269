import type { Report } from "../estimates/analysis.ts";
import type { Target } from "../estimates/estimate-id.ts";
import { estimateTable } from "./estimate-table.ts";
import type { SitePart } from "./site-section.ts";

const TRANSITIONS = {
  kept: "Right, then right",
  lost: "Right, then wrong",
  gained: "Wrong, then right",
  never: "Wrong, then wrong",
} as const;

/** How the answers to the same items moved from the first stage to the last: of one mixture, or the mean over all (`all`). */
export function transitionTable(report: Report, mixture: string, { kind, id }: Target): SitePart {
  return estimateTable(report, {
    caption: `Answers to the same items at the first stage and the last${mixture === "all" ? ", mean over mixtures" : ""}`,
    head: ["Scale", ...Object.values(TRANSITIONS)],
    rows: report.study.design.scales.toReversed().map((scale) => ({
      label: scale.label,
      ids: Object.keys(TRANSITIONS).map((name) => `item-transition/${scale.id}/${mixture}/${kind}/${id}/${name}`),
    })),
  });
}
