import type { Report } from "../estimates/analysis.ts";
import { METRICS, type Target } from "../estimates/estimate-id.ts";
import { estimateTable } from "./estimate-table.ts";
import type { SitePart } from "./site-section.ts";
import { subjectHref } from "./subject-href.ts";

/** The levels of every mixture on a target: the largest scale in sight, each other scale behind a disclosure. */
export function levelTables(report: Report, { kind, id }: Target): SitePart[] {
  const { design, hasConfidence } = report.study;
  const metrics = METRICS.filter((metric) => metric === "accuracy" || hasConfidence);
  const columns = metrics.flatMap((metric) => design.stages.map((stage) => ({ metric, stage })));
  const noun = kind === "benchmark" ? "" : "Centred ";
  return design.scales.toReversed().map((scale, k) =>
    estimateTable(report, {
      caption:
        `${noun}${metrics.join(" and ")}, scale ${scale.label}${kind === "benchmark" ? "" : " (0 is guessing, 1 perfect)"}`.replace(
          /^./,
          (letter) => letter.toUpperCase(),
        ),
      head: ["Mixture", ...columns.map(({ metric, stage }) => `${capital(metric)}, ${stage.label}`)],
      rows: design.mixtures.map((mixture) => ({
        label: mixture.label,
        href: subjectHref("mixture", mixture.id),
        ids: columns.map(
          ({ metric, stage }) => `level/${metric}/${scale.id}/${stage.id}/${mixture.id}/${kind}/${id}/mean`,
        ),
      })),
      ...(k > 0 && { folded: `The same at scale ${scale.label}` }),
    }),
  );
}

const capital = (text: string) => text.replace(/^./, (letter) => letter.toUpperCase());
