import type { Report } from "../estimates/analysis.ts";
import { estimateId, METRICS } from "../estimates/estimate-id.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { answerFigure } from "./answer-figure.ts";
import { benchmarkEstimates } from "./benchmark-estimates.ts";
import { CORRELATION_AXIS } from "./correlation-axis.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { stratum } from "./stratum.ts";
import { unitsOf } from "./units-of.ts";
import { withInterval } from "./with-interval.ts";

/** RQ1 in small: how far the order of mixtures lasts, by accuracy and by confidence. */
export function answerRq1(report: Report, options: FigureOptions): Figure | MissingFigure {
  const { id, scale, first, last, benchmarks, source } = stratum("answer-rq1", report, options);
  if (first === last) return { id, missing: "This study has one stage; no order can last from one to another." };
  const rows = METRICS.flatMap((metric) => {
    const idOf = (kind: string, target: string) =>
      estimateId("rank-persistence", metric, scale.id, kind, target, "spearman");
    const estimate = report.estimates.get(idOf("overall", "all"));
    if (estimate === undefined) return [];
    return [
      {
        metric,
        label: `by ${metric}`,
        estimate,
        benchmarks: benchmarkEstimates(report, benchmarks, (benchmark) => idOf("benchmark", benchmark)),
      },
    ];
  });
  const known = rows.filter(({ estimate }) => estimate.value !== null);
  if (known.length === 0) return { id, missing: "No order of mixtures over all benchmarks is known at both stages." };
  const said = known.map(({ metric, estimate }) => `${formatNumber(estimate.value!, 2)} by ${metric}`);
  const title = `Before and after, the order of mixtures agrees at ρ ${said.join(" and ")}`;
  const alt = `${title}. ${known
    .map(({ metric, estimate, benchmarks: single }) => {
      const values = single.map((row) => row.estimate.value!);
      const range =
        values.length === 0
          ? ""
          : `; single benchmarks from ${formatNumber(Math.min(...values), 2)} to ${formatNumber(Math.max(...values), 2)}`;
      return `All benchmarks by ${metric}: ρ ${withInterval(estimate)}${range}`;
    })
    .join(". ")}.`;
  return answerFigure({
    id,
    title,
    subtitle: `${first.label} against ${last.label} at ${scale.label}, ${unitsOf(known.map(({ estimate }) => estimate))}. Dots: all benchmarks, with 95 % intervals; ticks: each one`,
    alt,
    source,
    rows,
    quantity: "ρ",
    ...CORRELATION_AXIS,
    axis: "Spearman’s ρ, before against after",
  });
}
