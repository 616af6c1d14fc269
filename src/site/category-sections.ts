import type { Report } from "../estimates/analysis.ts";
import { METRICS } from "../estimates/estimate-id.ts";
import { calibrationTables } from "./calibration-tables.ts";
import { estimateTable } from "./estimate-table.ts";
import { levelTables } from "./level-tables.ts";
import { persistenceTable } from "./persistence-table.ts";
import type { SitePart, SiteSection } from "./site-section.ts";
import { subjectFigure } from "./subject-figure.ts";
import { SUBJECT_FIGURES } from "./subject-figures.ts";
import { subjectHref } from "./subject-href.ts";
import { transitionTable } from "./transition-table.ts";

/** The page of a category: its benchmarks, whether they agree, and how the order of mixtures on it lasts. */
export function categorySections(report: Report, id: string): SiteSection[] {
  const target = { kind: "category", id } as const;
  return [
    { id: "benchmarks", title: "Its benchmarks", parts: [memberTable(report, id)] },
    {
      id: "levels",
      title: "Levels",
      parts: [subjectFigure(report, SUBJECT_FIGURES.category, { category: id }), ...levelTables(report, target)],
    },
    { id: "persistence", title: "Does its order of mixtures last?", parts: [persistenceTable(report, target)] },
    { id: "coherence", title: "Do its benchmarks agree?", parts: [coherenceTable(report, id)] },
    { id: "calibration", title: "Confidence and accuracy", parts: calibrationTables(report, "all", target) },
    { id: "answers", title: "How answers moved", parts: [transitionTable(report, target)] },
  ];
}

function memberTable(report: Report, id: string): SitePart {
  const { benchmarks, scales } = report.study.design;
  const scale = scales.at(-1)!;
  const members = benchmarks.filter(({ category }) => category === id);
  if (members.length === 0) return { kind: "absent", reason: "No benchmark of this study is in the category." };
  return estimateTable(report, {
    caption: `What the accuracy of each before predicts after, scale ${scale.label}: Spearman’s ρ`,
    head: ["Benchmark", "Itself", "The rest of the category"],
    rows: members.map((benchmark) => ({
      label: benchmark.label,
      href: subjectHref("benchmark", benchmark.id),
      ids: ["self", "category"].map((target) => `predictor/accuracy/${scale.id}/${benchmark.id}/${target}/spearman`),
    })),
    alwaysRows: true,
  });
}

function coherenceTable(report: Report, id: string): SitePart {
  const { scales, stages } = report.study.design;
  const metrics = METRICS.filter((metric) => metric === "accuracy" || report.study.hasConfidence);
  return estimateTable(report, {
    caption:
      "Mean correlation between its benchmarks over mixtures; above zero they rise together (synergy), below they compete",
    head: ["Metric, scale", ...stages.map(({ label }) => label), ...(stages.length > 1 ? ["Last minus first"] : [])],
    rows: metrics.flatMap((metric) =>
      scales.toReversed().map((scale) => ({
        label: `${metric}, ${scale.label}`,
        ids: [
          ...stages.map((stage) => `coherence/${metric}/${scale.id}/${stage.id}/${id}/mean-spearman`),
          ...(stages.length > 1 ? [`coherence-change/${metric}/${scale.id}/${id}/mean-spearman`] : []),
        ],
      })),
    ),
  });
}
