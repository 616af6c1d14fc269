import type { Report } from "../estimates/analysis.ts";
import { estimateTable } from "./estimate-table.ts";
import type { SiteSection } from "./site-section.ts";
import { subjectHref } from "./subject-href.ts";

/** All categories with how the order of mixtures on each lasts, at the largest scale. */
export function categoryIndex(report: Report): SiteSection[] {
  const { categories, scales } = report.study.design;
  const scale = scales.at(-1)!;
  const table = estimateTable(report, {
    caption: `The order of mixtures by accuracy, first stage against last, scale ${scale.label}`,
    head: ["Category", "Spearman’s ρ", "Pairs in the same order"],
    rows: categories.map((row) => ({
      label: row.label,
      href: subjectHref("category", row.id),
      ids: ["spearman", "decision-accuracy"].map(
        (name) => `rank-persistence/accuracy/${scale.id}/category/${row.id}/${name}`,
      ),
    })),
    alwaysRows: true,
  });
  return [{ id: "all", title: "All categories", parts: [table] }];
}
