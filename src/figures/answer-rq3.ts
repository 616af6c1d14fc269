import type { Report } from "../estimates/analysis.ts";
import type { Estimate } from "../estimates/estimate.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { answerFigure } from "./answer-figure.ts";
import { benchmarkEstimates } from "./benchmark-estimates.ts";
import { CORRELATION_AXIS } from "./correlation-axis.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { stratum } from "./stratum.ts";
import { unitsOf } from "./units-of.ts";
import { withInterval } from "./with-interval.ts";

/** Rows of scales that the small figure has room for. */
const MOST = 4;

/** RQ3 in small: how far the order lasts at each scale, and what the smallest scale says of the largest. */
export function answerRq3(report: Report, options: FigureOptions): Figure | MissingFigure {
  const { id, metric, scale: large, first, last, benchmarks, source } = stratum("answer-rq3", report, options);
  const { scales } = report.study.design;
  const small = scales[0]!;
  if (small === large)
    return { id, missing: "A change with scale needs two; this is the smallest scale, or the only one." };
  const row = (label: string, prefix: readonly string[]) => {
    const idOf = (kind: string, target: string) => estimateId(...prefix, kind, target, "spearman");
    const estimate = report.estimates.get(idOf("overall", "all"));
    if (estimate === undefined) return [];
    return [{ label, estimate, benchmarks: benchmarkEstimates(report, benchmarks, (each) => idOf("benchmark", each)) }];
  };
  const upTo = scales.slice(0, scales.findIndex((each) => each.id === large.id) + 1);
  const shown = upTo.filter((_, k) => k === upTo.length - 1 || k < MOST - 1);
  const within = shown.flatMap((scale) => row(scale.label, ["rank-persistence", metric, scale.id]));
  const across = row(`${small.label} → ${large.label}`, [
    "scale-transfer",
    metric,
    `${small.id}@${first.id}..${large.id}@${last.id}`,
  ]);
  const rows = [...within, ...across];
  const known = rows.filter(({ estimate }) => estimate.value !== null);
  if (known.length === 0) return { id, missing: "No order of mixtures over all benchmarks is known at two scales." };
  const shift = report.estimates.get(
    estimateId("scale-shift", metric, `${small.id}..${large.id}`, "overall", "all", "spearman"),
  );
  const change = shift?.interval && (shift.interval.low > 0 ? "grows" : shift.interval.high < 0 ? "shrinks" : null);
  const transfer = across[0]?.estimate;
  const findings = [
    ...(shift?.value == null
      ? []
      : [
          change
            ? `Persistence by ${metric} clearly ${change} from ${small.label} to ${large.label}`
            : `Persistence by ${metric} does not clearly change from ${small.label} to ${large.label}`,
        ]),
    ...(transfer?.value == null
      ? []
      : [
          `the order at ${small.label} ${transferWords(transfer)} that at ${large.label}, ρ ${formatNumber(transfer.value, 2)}`,
        ]),
  ];
  const said =
    findings.length > 0 ? findings.join("; ") : `ρ is known for ${known.map(({ label }) => label).join(", ")}`;
  const title = said[0]!.toUpperCase() + said.slice(1);
  const alt = `${title}. ${known.map(({ label, estimate }) => `${label}: ρ ${withInterval(estimate)}`).join("; ")}.${shift?.value == null ? "" : ` Difference ${withInterval(shift, true)}.`}`;
  const stages = first === last ? `at ${last.label}` : `${first.label} against ${last.label}`;
  return answerFigure({
    id,
    title,
    subtitle: `By ${metric}, ${stages}, ${unitsOf(known.map(({ estimate }) => estimate))}. Dots: all benchmarks, with 95 % intervals; ticks: each one`,
    alt,
    source,
    rows,
    quantity: "ρ",
    ...CORRELATION_AXIS,
    axis: "Spearman’s ρ over mixtures",
  });
}

function transferWords({ interval }: Estimate): string {
  if (interval && interval.low > 0) return "clearly foretells";
  return interval && interval.high < 0 ? "clearly reverses" : "does not clearly foretell";
}
