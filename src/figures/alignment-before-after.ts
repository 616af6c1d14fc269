import type { Report } from "../estimates/analysis.ts";
import type { Estimate } from "../estimates/estimate.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { beforeAfterRow } from "./before-after-row.ts";
import { bothWidths } from "./both-widths.ts";
import { CORRELATION_AXIS } from "./correlation-axis.ts";
import { countOf } from "./count-of.ts";
import { estimateTable } from "./estimate-table.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { intervalRows } from "./interval-rows.ts";
import { stratum } from "./stratum.ts";
import { THEME } from "./theme.ts";
import { unitsOf } from "./units-of.ts";
import { withInterval } from "./with-interval.ts";

/** RQ4: whether the mixtures that are right more often are also surer, by benchmark, before and after. */
export function alignmentBeforeAfter(report: Report, options: FigureOptions): Figure | MissingFigure {
  const { id, scale, first, last, benchmarks, source } = stratum("alignment-before-after", report, options);
  const read = (stage: string, benchmark: string) =>
    report.estimates.get(estimateId("alignment", scale.id, stage, "benchmark", benchmark, "spearman"));
  const rows = benchmarks
    .map((benchmark) => ({
      benchmark,
      before: first === last ? undefined : read(first.id, benchmark.id),
      after: read(last.id, benchmark.id),
    }))
    .filter(({ before, after }) => before !== undefined || after !== undefined)
    .toSorted((a, b) => (b.after?.value ?? -2) - (a.after?.value ?? -2) || 0);
  const all = rows.flatMap(({ before, after }) => [before, after].filter((each) => each !== undefined));
  const defined = all.filter(({ value }) => value !== null);
  if (defined.length === 0)
    return { id, missing: "Alignment needs accuracy and confidence; this study has no confidence to compare." };
  const clear = (side: "before" | "after") => rows.filter((row) => isAbove(row[side])).length;
  const total = countOf(rows.length, "benchmark");
  const title =
    first === last
      ? `Surer mixtures are clearly the more accurate ones on ${clear("after")} of ${total}`
      : `Surer mixtures are clearly the more accurate ones on ${clear("before")} of ${total} before and on ${clear("after")} after`;
  const transfer = report.estimates.get(estimateId("alignment-transfer", scale.id, "overall", "all", "spearman"));
  const top = rows[0]!;
  const alt = [
    `${title}.`,
    ...(top.after?.value == null
      ? []
      : [`Highest at ${last.label}: ${top.benchmark.label}, ρ ${withInterval(top.after)}.`]),
    ...(transfer?.value == null || first === last
      ? []
      : [`Over benchmarks, alignment before and after correlate at ρ ${withInterval(transfer)}.`]),
  ].join(" ");
  return {
    id,
    title,
    subtitle: `Spearman’s ρ between accuracy and confidence over mixtures, ${first === last ? last.label : `${first.label} and ${last.label}`}, scale ${scale.label}, ${unitsOf(defined)}`,
    caption: `Points are estimates, lines 95 % intervals over mixtures; sorted by the last stage; “clearly” means an interval above zero. Both are computed from the same answers, which raises ρ a little.${transfer?.value == null || first === last ? "" : ` Over benchmarks, alignment before and after correlate at ρ ${withInterval(transfer)}.`}`,
    alt,
    source,
    svg: bothWidths({ id, title, alt }, (canvas) => ({
      keys: [
        ...(first === last ? [] : [{ label: first.label, mark: "hollow", colour: THEME.muted } as const]),
        { label: last.label, mark: "filled", colour: THEME.blue },
      ],
      panels: [
        intervalRows({
          canvas,
          ...CORRELATION_AXIS,
          axis: "Spearman’s ρ, accuracy against confidence",
          rowHeight: 22,
          rows: rows.map(({ benchmark, before, after }) => beforeAfterRow(benchmark.label, before, after)),
        }),
      ],
    })),
    table: estimateTable(
      "Benchmark, stage",
      "ρ",
      rows.flatMap(({ benchmark, before, after }) => [
        ...(before ? [{ label: `${benchmark.label}, ${first.label}`, estimate: before }] : []),
        ...(after ? [{ label: `${benchmark.label}, ${last.label}`, estimate: after }] : []),
      ]),
    ),
  };
}

const isAbove = (estimate: Estimate | undefined) => estimate?.interval !== undefined && estimate.interval.low > 0;
