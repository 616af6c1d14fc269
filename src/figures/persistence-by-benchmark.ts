import type { Report } from "../estimates/analysis.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { bothWidths } from "./both-widths.ts";
import { CORRELATION_AXIS } from "./correlation-axis.ts";
import { countOf } from "./count-of.ts";
import { estimateRows } from "./estimate-rows.ts";
import { estimateTable } from "./estimate-table.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { intervalRows } from "./interval-rows.ts";
import { listWords } from "./list-words.ts";
import { reasonWords } from "./reason-words.ts";
import { stratum } from "./stratum.ts";
import { THEME } from "./theme.ts";
import { unitsOf } from "./units-of.ts";
import { withInterval } from "./with-interval.ts";

/** RQ1 and RQ2: each benchmark before as a predictor of itself after, sorted, filled where the verdict is robust. */
export function persistenceByBenchmark(report: Report, options: FigureOptions): Figure | MissingFigure {
  const { id, metric, scale, first, last, benchmarks, source } = stratum("persistence-by-benchmark", report, options);
  if (first === last) return { id, missing: "This study has one stage; persistence compares two." };
  const rows = estimateRows(report, benchmarks, (row) =>
    estimateId("predictor", metric, scale.id, row.id, "self", "spearman"),
  );
  const defined = rows.filter(({ estimate }) => estimate.value !== null);
  if (defined.length === 0)
    return { id, missing: `No order of mixtures by ${metric} is known at both stages at ${scale.label}.` };
  const by = (verdict: string) =>
    rows.filter(({ estimate }) => estimate.verdict === verdict).map(({ target }) => target.label);
  const [robust, unreliable] = [by("robust"), by("unreliable")];
  const open = defined.length - robust.length - unreliable.length;
  const title =
    `The order of mixtures by ${metric} is robust on ${robust.length} of ${countOf(rows.length, "benchmark")}` +
    (unreliable.length > 0
      ? ` and unreliable on ${unreliable.length}`
      : open > 0
        ? `; on ${open} the mixtures cannot tell`
        : "");
  const alt = [
    `${title}.`,
    ...(robust.length > 0 ? [`Robust: ${listWords(robust, 8)}.`] : []),
    ...(unreliable.length > 0 ? [`Unreliable: ${listWords(unreliable, 8)}.`] : []),
    ...(defined.length > 0
      ? [
          `Highest: ${defined[0]!.target.label}, ρ ${withInterval(defined[0]!.estimate)}; lowest: ${defined.at(-1)!.target.label}, ρ ${withInterval(defined.at(-1)!.estimate)}.`,
        ]
      : []),
    ...(defined.length < rows.length ? [`Undefined on ${rows.length - defined.length}.`] : []),
  ].join(" ");
  return {
    id,
    title,
    subtitle: `Spearman’s ρ of mixtures’ ${metric}, ${first.label} against ${last.label}, scale ${scale.label}, ${unitsOf(defined.map(({ estimate }) => estimate))}`,
    caption:
      "Points are estimates, lines 95 % intervals over mixtures, sorted by ρ. Filled blue: verdict robust (p adjusted for all benchmarks at most 0.05, ρ at least 0.5, interval above zero, noise ceiling high enough). " +
      "Filled vermillion: verdict unreliable. Hollow: these mixtures cannot tell.",
    alt,
    source,
    svg: bothWidths({ id, title, alt }, (canvas) => ({
      keys: [
        { label: "robust", mark: "filled", colour: THEME.blue },
        ...(unreliable.length > 0 ? [{ label: "unreliable", mark: "filled", colour: THEME.vermillion } as const] : []),
        { label: "inconclusive", mark: "hollow", colour: THEME.muted },
      ],
      panels: [
        intervalRows({
          canvas,
          ...CORRELATION_AXIS,
          axis: "Spearman’s ρ, before against after",
          rows: rows.map(({ target, estimate: { value, interval, verdict, reason } }) => {
            const colour =
              verdict === "robust" ? THEME.blue : verdict === "unreliable" ? THEME.vermillion : THEME.muted;
            const isFilled = verdict === "robust" || verdict === "unreliable";
            return {
              label: target.label,
              points: value === null ? [] : [{ value, interval, colour, isFilled }],
              reason: reasonWords(reason),
              ...(value === null ? {} : { text: formatNumber(value, 2), shortText: formatNumber(value, 2) }),
            };
          }),
        }),
      ],
    })),
    table: estimateTable(
      "Benchmark",
      "ρ",
      rows.map(({ target, estimate }) => ({ label: target.label, estimate })),
    ),
  };
}
