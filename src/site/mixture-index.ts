import type { Report } from "../estimates/analysis.ts";
import { OVERALL } from "../estimates/estimate-id.ts";
import { estimateTable } from "./estimate-table.ts";
import type { SiteSection } from "./site-section.ts";
import { subjectHref } from "./subject-href.ts";

/** All mixtures with their overall level at each stage, at the largest scale. */
export function mixtureIndex(report: Report): SiteSection[] {
  const { mixtures, scales, stages } = report.study.design;
  const scale = scales.at(-1)!;
  const table = estimateTable(report, {
    caption: `Accuracy over all benchmarks, centred (0 is guessing, 1 perfect), scale ${scale.label}`,
    head: ["Mixture", ...stages.map(({ label }) => label)],
    rows: mixtures.map((row) => ({
      label: row.label,
      href: subjectHref("mixture", row.id),
      ids: stages.map((stage) => `level/accuracy/${scale.id}/${stage.id}/${row.id}/${OVERALL.kind}/${OVERALL.id}/mean`),
    })),
    alwaysRows: true,
  });
  return [{ id: "all", title: "All mixtures", parts: [table] }];
}
