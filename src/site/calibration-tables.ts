import type { Report } from "../estimates/analysis.ts";
import type { Target } from "../estimates/estimate-id.ts";
import { estimateTable } from "./estimate-table.ts";
import type { SitePart } from "./site-section.ts";

const MEASURES = {
  "ece-debiased": "ECE, debiased",
  "ece-floor": "ECE’s floor",
  overconfidence: "Confidence minus accuracy",
  auroc: "AUROC",
  "accuracy-at-80": "Accuracy at 80 % coverage",
} as const;

/** Calibration on a target by scale and stage: of one mixture, or the mean over all (`all`). */
export function calibrationTables(report: Report, mixture: string, { kind, id }: Target): SitePart[] {
  const { scales, stages } = report.study.design;
  return [
    estimateTable(report, {
      caption: mixture === "all" ? "Calibration, mean over mixtures" : "Calibration",
      head: ["Scale, stage", ...Object.values(MEASURES)],
      rows: scales.toReversed().flatMap((scale) =>
        stages.map((stage) => ({
          label: `${scale.label}, ${stage.label}`,
          ids: Object.keys(MEASURES).map(
            (measure) => `calibration/${scale.id}/${stage.id}/${mixture}/${kind}/${id}/${measure}`,
          ),
        })),
      ),
    }),
  ];
}
