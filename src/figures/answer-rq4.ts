import type { Report } from "../estimates/analysis.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { answerFigure } from "./answer-figure.ts";
import { benchmarkEstimates } from "./benchmark-estimates.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { stratum } from "./stratum.ts";
import { unitsOf } from "./units-of.ts";

/** RQ4 in small: confidence minus accuracy at the first stage and at the last. */
export function answerRq4(report: Report, options: FigureOptions): Figure | MissingFigure {
  const { id, scale, first, last, benchmarks, source } = stratum("answer-rq4", report, options);
  const rows = (first === last ? [first] : [first, last]).flatMap((stage) => {
    const idOf = (kind: string, target: string) =>
      estimateId("calibration", scale.id, stage.id, "all", kind, target, "overconfidence");
    const estimate = report.estimates.get(idOf("overall", "all"));
    if (estimate === undefined) return [];
    return [
      {
        label: stage.label,
        estimate,
        benchmarks: benchmarkEstimates(report, benchmarks, (each) => idOf("benchmark", each)),
      },
    ];
  });
  const known = rows.filter(({ estimate }) => estimate.value !== null);
  if (known.length === 0) return { id, missing: "This study has no confidence to compare with accuracy." };
  const said = known.map(({ label, estimate }) => `${points(estimate.value!)} points (${label})`);
  const title = `Confidence minus accuracy is ${said.join(" and ")}`;
  const alt = `${title}. ${known
    .map(({ label, estimate: { interval }, benchmarks: single }) => {
      const values = single.map((row) => row.estimate.value!);
      const spread = interval
        ? `95 % interval from ${points(interval.low)} to ${points(interval.high)}`
        : "no interval";
      const range =
        values.length === 0
          ? ""
          : `, single benchmarks from ${points(Math.min(...values))} to ${points(Math.max(...values))}`;
      return `${label}: ${spread}${range}`;
    })
    .join("; ")}.`;
  const values = known.flatMap(({ estimate, benchmarks: single }) => [
    estimate.interval?.low ?? 0,
    estimate.interval?.high ?? 0,
    ...single.map((row) => row.estimate.value!),
  ]);
  const reach = Math.max(1, Math.ceil(Math.max(...values.map(Math.abs)) * 10 - 1e-9));
  const step = reach > 5 ? 5 : reach > 2 ? 2 : 1;
  const count = Math.ceil(reach / step);
  const ticks = Array.from({ length: 2 * count + 1 }, (_, k) => ((k - count) * step) / 10);
  return answerFigure({
    id,
    title,
    subtitle: `Percentage points at ${scale.label}, mean over models, ${unitsOf(known.map(({ estimate }) => estimate))}. Dots: all benchmarks, with 95 % intervals; ticks: each one`,
    alt,
    source,
    rows,
    quantity: "Confidence − accuracy",
    domain: [ticks[0]!, ticks.at(-1)!],
    ticks,
    rules: [0],
    tickFormat: (value) => formatNumber(value * 100, 0, true),
    axis: "← less sure than right · surer than right →",
    print: points,
  });
}

const points = (share: number) => formatNumber(share * 100, 1, true);
