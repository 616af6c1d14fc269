import type { Report } from "../estimates/analysis.ts";
import { estimateTable } from "./estimate-table.ts";
import type { SiteSection } from "./site-section.ts";
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
    return [{ id: category.id, title: category.label, parts: [table] }];
  });
}
