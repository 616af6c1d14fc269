import type { Report } from "../estimates/analysis.ts";
import { fingerprint } from "../figures/fingerprint.ts";
import type { StudyDesign } from "../study/design.ts";
import { estimateTable } from "./estimate-table.ts";
import type { SitePart, SiteSection } from "./site-section.ts";
import { subjectHref } from "./subject-href.ts";

/** All benchmarks with what each predicts, by category, at the largest scale. */
export function benchmarkIndex(report: Report): SiteSection[] {
  const { benchmarks, categories, scales } = report.study.design;
  const scale = scales.at(-1)!;
  return categories.flatMap((category) => {
    const own = benchmarks.filter((row) => row.category === category.id);
    if (own.length === 0) return [];
    const table = estimateTable(report, {
      caption: `${category.label}, scale ${scale.label}: Spearman’s ρ of its accuracy at the first stage with its own at the last, and the verdict`,
      head: ["Benchmark", "Predicts itself"],
      rows: own.map((row) => ({
        label: row.label,
        href: subjectHref("benchmark", row.id),
        ids: [`predictor/accuracy/${scale.id}/${row.id}/self/spearman`],
      })),
      alwaysRows: true,
    });
    return [{ id: category.id, title: category.label, parts: [withFingerprints(report, table, own)] }];
  });
}

/** A column of small pictures before the others, where any benchmark has one. */
function withFingerprints(report: Report, table: SitePart, own: StudyDesign["benchmarks"]): SitePart {
  const glyphs = own.map((row) => fingerprint(report, row));
  if (table.kind !== "table" || glyphs.every((each) => each === null)) return table;
  return {
    ...table,
    head: [table.head[0]!, "Fingerprint", ...table.head.slice(1)],
    rows: table.rows.map((row, k) => ({ ...row, cells: [glyphs[k] ?? "–", ...row.cells] })),
  };
}
