import type { Report } from "../estimates/analysis.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { bothWidths } from "./both-widths.ts";
import { clearKeys } from "./clear-keys.ts";
import { clearSide } from "./clear-side.ts";
import { CORRELATION_AXIS } from "./correlation-axis.ts";
import { countOf } from "./count-of.ts";
import { estimateRows } from "./estimate-rows.ts";
import { estimateTable } from "./estimate-table.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { intervalRow } from "./interval-row.ts";
import { intervalRows } from "./interval-rows.ts";
import { stratum } from "./stratum.ts";
import { targetGroups } from "./target-groups.ts";
import { targetsOf } from "./targets-of.ts";
import { THEME } from "./theme.ts";
import { unitsOf } from "./units-of.ts";
import { withInterval } from "./with-interval.ts";

/** RQ3: the smallest scale before fine-tuning against the largest after it: the decision that a small run is made for. */
export function scaleTransfer(report: Report, options: FigureOptions): Figure | MissingFigure {
  const part = stratum("scale-transfer", report, options);
  const { id, metric, scale: large, first, last, source } = part;
  const small = report.study.design.scales[0]!;
  if (small === large)
    return { id, missing: "Transfer between scales needs two; this is the smallest scale, or the only one." };
  const rows = estimateRows(report, targetsOf(part, options), (target) =>
    estimateId(
      "scale-transfer",
      metric,
      `${small.id}@${first.id}..${large.id}@${last.id}`,
      target.kind,
      target.id,
      "spearman",
    ),
  );
  const defined = rows.filter(({ estimate }) => estimate.value !== null);
  if (defined.length === 0)
    return { id, missing: `No mixtures have ${metric} both at ${small.label} and at ${large.label}.` };
  const overall = defined.find(({ target }) => target.kind === "overall");
  const benchmarks = rows.filter(({ target }) => target.kind === "benchmark");
  const onSide = (side: "above" | "below") => benchmarks.filter(({ estimate }) => clearSide(estimate) === side).length;
  const [clear, reversed] = [onSide("above"), onSide("below")];
  const findings = [
    ...(overall ? [`with ρ ${formatNumber(overall.estimate.value!, 2)} overall`] : []),
    ...(benchmarks.length > 0 ? [`clearly on ${clear} of ${countOf(benchmarks.length, "benchmark")}`] : []),
    ...(reversed > 0 ? [`and clearly misleads on ${reversed}`] : []),
  ];
  const [most, least] = [defined[0]!, defined.at(-1)!];
  const title =
    findings.length === 0
      ? `The order at ${small.label} foretells that at ${large.label} with ρ ${formatNumber(most.estimate.value!, 2)} in ${most.target.label}`
      : `The order of mixtures by ${metric} at ${small.label} foretells that at ${large.label} ${findings.join(", ")}`;
  const alt = `${title}. ${overall ? `Overall ρ ${withInterval(overall.estimate)}. ` : ""}Highest: ${most.target.label}, ${withInterval(most.estimate)}; lowest: ${least.target.label}, ${withInterval(least.estimate)}.`;
  return {
    id,
    title,
    subtitle: `Spearman’s ρ of mixtures’ ${metric}, ${small.label} ${first.label} against ${large.label} ${last.label}, ${unitsOf(defined.map(({ estimate }) => estimate))}`,
    caption:
      "Points are estimates, lines 95 % intervals over mixtures. Filled where the interval excludes zero: blue above it, where the small scale clearly foretells the large one, vermillion below it, where it clearly misleads.",
    alt,
    source,
    svg: bothWidths({ id, title, alt }, (canvas) => ({
      keys: clearKeys(
        defined.map(({ estimate }) => estimate),
        { above: "clearly foretells", below: "clearly misleads" },
      ),
      panels: [
        intervalRows({
          canvas,
          ...CORRELATION_AXIS,
          axis: `Spearman’s ρ, ${small.label} before against ${large.label} after`,
          rows: targetGroups(rows, ({ target, estimate }) =>
            intervalRow(target.label, estimate, { below: THEME.vermillion }),
          ),
        }),
      ],
    })),
    table: estimateTable(
      "Group",
      "ρ",
      rows.map(({ target, estimate }) => ({ label: target.label, estimate })),
    ),
  };
}
