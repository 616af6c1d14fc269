import type { Report } from "../estimates/analysis.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { beforeAfterRow } from "./before-after-row.ts";
import { bothWidths } from "./both-widths.ts";
import { clearSide } from "./clear-side.ts";
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
  const count = (stage: "before" | "after", side: "above" | "below") =>
    rows.filter((row) => clearSide(row[stage]) === side).length;
  const less = { before: count("before", "below"), after: count("after", "below") };
  const total = countOf(rows.length, "benchmark");
  const title = [
    `Surer mixtures are clearly the more accurate ones on ${first === last ? `${count("after", "above")} of ${total}` : `${count("before", "above")} of ${total} before and on ${count("after", "above")} after`}`,
    ...(less.before + less.after > 0
      ? [
          `clearly the less accurate ones on ${first === last ? less.after : `${less.before} before and on ${less.after} after`}`,
        ]
      : []),
  ].join(", ");
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
    caption: `Points are estimates, lines 95 % intervals over mixtures; sorted by the last stage; “clearly” means an interval that excludes zero. Both are computed from the same answers, which raises ρ a little.${transfer?.value == null || first === last ? "" : ` Over benchmarks, alignment before and after correlate at ρ ${withInterval(transfer)}.`}`,
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
