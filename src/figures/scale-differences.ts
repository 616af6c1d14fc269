import type { Report } from "../estimates/analysis.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { bothWidths } from "./both-widths.ts";
import { countOf } from "./count-of.ts";
import { estimateRows } from "./estimate-rows.ts";
import { estimateTable } from "./estimate-table.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { intervalRow } from "./interval-row.ts";
import { intervalRows } from "./interval-rows.ts";
import { listWords } from "./list-words.ts";
import { stratum } from "./stratum.ts";
import { targetGroups } from "./target-groups.ts";
import { targetsOf } from "./targets-of.ts";
import { THEME } from "./theme.ts";
import { unitsOf } from "./units-of.ts";
import { withInterval } from "./with-interval.ts";

/** RQ3: a forest plot of how much better the order of mixtures lasts at the figure's scale than at the smallest, sorted by the difference. */
export function scaleDifferences(report: Report, options: FigureOptions): Figure | MissingFigure {
  const part = stratum("scale-differences", report, options);
  const { id, metric, scale: large, first, last, source } = part;
  const small = report.study.design.scales[0]!;
  if (small === large)
    return { id, missing: "A difference between scales needs two; this is the smallest scale, or the only one." };
  if (first === last) return { id, missing: "This study has one stage; persistence compares two." };
  const rows = estimateRows(report, targetsOf(part, options), (target) =>
    estimateId("scale-shift", metric, `${small.id}..${large.id}`, target.kind, target.id, "spearman"),
  );
  const defined = rows.filter(({ estimate }) => estimate.value !== null);
  if (defined.length === 0)
    return {
      id,
      missing: `No persistence by ${metric} is known at both ${small.label} and ${large.label} for the same mixtures.`,
    };
  const names = (sign: 1 | -1) =>
    defined.flatMap(({ target, estimate: { interval } }) =>
      interval && (sign > 0 ? interval.low > 0 : interval.high < 0) ? [target.label] : [],
    );
  const [more, less] = [names(1), names(-1)];
  const grown = defined.filter(({ estimate }) => estimate.value! > 0).length;
  const title =
    more.length + less.length === 0
      ? `Of ${countOf(defined.length, "difference")} of persistence by ${metric} between ${small.label} and ${large.label}, none is clearly above or below zero`
      : [
          ...(more.length > 0
            ? [`Persistence by ${metric} clearly grows from ${small.label} to ${large.label} for ${listWords(more, 3)}`]
            : []),
          ...(less.length > 0
            ? [
                more.length > 0
                  ? `and shrinks for ${listWords(less, 3)}`
                  : `Persistence by ${metric} clearly shrinks from ${small.label} to ${large.label} for ${listWords(less, 3)}`,
              ]
            : []),
        ].join(" ");
  const [most, least] = [defined[0]!, defined.at(-1)!];
  const alt = `${title}. ${grown} of ${countOf(defined.length, "difference")} ${grown === 1 ? "is" : "are"} above zero: from ${least.target.label}, ${withInterval(least.estimate, true)}, to ${most.target.label}, ${withInterval(most.estimate, true)}.`;
  return {
    id,
    title,
    subtitle: `Persistence (Spearman’s ρ of mixtures’ ${metric}, ${first.label} against ${last.label}) at ${large.label} minus persistence at ${small.label}, ${unitsOf(defined.map(({ estimate }) => estimate))}`,
    caption: `Points are paired differences, lines their 95 % intervals over mixtures, the same mixtures drawn at both scales; right of zero the order lasts better at ${large.label}. Filled blue where the interval excludes zero. Sorted within each group. A difference of two correlations can be as large as ±2.`,
    alt,
    source,
    svg: bothWidths({ id, title, alt }, (canvas) => ({
      keys: [
        { label: "interval has zero in it", mark: "hollow", colour: THEME.muted },
        ...(more.length + less.length > 0
          ? [{ label: "clearly different", mark: "filled", colour: THEME.blue } as const]
          : []),
      ],
      panels: [
        intervalRows({
          canvas,
          domain: [-2, 2],
          ticks: [-2, -1, 0, 1, 2],
          rules: [0],
          axis: `difference of ρ: ← lasts better at ${small.label}, lasts better at ${large.label} →`,
          rows: targetGroups(rows, ({ target, estimate }) => ({
            ...intervalRow(target.label, estimate, { print: signed }),
            ...(estimate.value !== null && { text: withInterval(estimate, true) }),
          })),
        }),
      ],
    })),
    table: estimateTable(
      "Group",
      "Difference of ρ",
      rows.map(({ target, estimate }) => ({ label: target.label, estimate })),
    ),
  };
}

const signed = (value: number) => formatNumber(value, 2, true);
