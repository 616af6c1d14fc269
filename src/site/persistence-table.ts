import type { Report } from "../estimates/analysis.ts";
import { METRICS, type Target } from "../estimates/estimate-id.ts";
import { estimateTable } from "./estimate-table.ts";
import type { SitePart } from "./site-section.ts";

/** How the order of mixtures on a target survives, by metric and scale: coefficient, pairs kept, ceiling, latent correlation. */
export function persistenceTable(report: Report, { kind, id }: Target): SitePart {
  const statistics = {
    spearman: "Spearman’s ρ",
    ...(kind === "benchmark" ? {} : { "mean-spearman": "Mean ρ of its benchmarks" }),
    "decision-accuracy": "Pairs in the same order",
    ceiling: "Noise ceiling",
    latent: "Latent correlation",
  };
  const { scales } = report.study.design;
  return estimateTable(report, {
    caption: "The order of mixtures, first stage against last",
    head: ["Metric, scale", ...Object.values(statistics)],
    rows: METRICS.flatMap((metric) =>
      scales.toReversed().map((scale) => ({
        label: `${metric}, ${scale.label}`,
        ids: Object.keys(statistics).map((name) => `rank-persistence/${metric}/${scale.id}/${kind}/${id}/${name}`),
      })),
    ).filter(({ label }) => report.study.hasConfidence || !label.startsWith("confidence")),
  });
}
