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
import { unitsOf } from "./units-of.ts";
import { withInterval } from "./with-interval.ts";

/** RQ1: does the accuracy order last better than the confidence order? Paired differences of ρ. */
export function accuracyConfidenceDifference(report: Report, options: FigureOptions): Figure | MissingFigure {
  const part = stratum("accuracy-confidence-difference", report, options);
  const { id, scale, source } = part;
  const rows = estimateRows(report, targetsOf(part, options), (target) =>
    estimateId("persistence-difference", "accuracy-confidence", scale.id, target.kind, target.id, "spearman"),
  );
  const defined = rows.filter(({ estimate }) => estimate.value !== null);
  if (defined.length === 0)
    return {
      id,
      missing:
        "The difference needs persistence of both accuracy and confidence, at two stages; this study does not have both.",
    };
  const names = (sign: 1 | -1) =>
    defined.flatMap(({ target, estimate: { interval } }) =>
      interval && (sign > 0 ? interval.low > 0 : interval.high < 0) ? [target.label] : [],
    );
  const [accuracy, confidence] = [names(1), names(-1)];
  const title =
    accuracy.length + confidence.length === 0
      ? "Nothing tells the persistence of accuracy from that of confidence: no difference’s interval excludes zero"
      : [
          ...(accuracy.length > 0
            ? [`The accuracy order clearly lasts better than the confidence order for ${listWords(accuracy, 3)}`]
            : []),
          ...(confidence.length > 0
            ? [
                accuracy.length > 0
                  ? `worse for ${listWords(confidence, 3)}`
                  : `The confidence order clearly lasts better than the accuracy order for ${listWords(confidence, 3)}`,
              ]
            : []),
        ].join("; ");
  const [most, least] = [defined[0]!, defined.at(-1)!];
  const alt = `${title}. Of ${countOf(defined.length, "difference")}, the largest is ${most.target.label}, ${withInterval(most.estimate, true)}, the smallest ${least.target.label}, ${withInterval(least.estimate, true)}.`;
  return {
    id,
    title,
    subtitle: `Spearman’s ρ of the accuracy order, before against after, minus that of the confidence order, scale ${scale.label}, ${unitsOf(defined.map(({ estimate }) => estimate))}`,
    caption:
      "Points are paired differences, lines their 95 % intervals over mixtures, drawn from the same mixtures for both; right of zero the accuracy order lasts better. Filled where the interval excludes zero.",
    alt,
    source,
    svg: bothWidths({ id, title, alt }, (canvas) => ({
      panels: [
        intervalRows({
          canvas,
          domain: [-2, 2],
          ticks: [-2, -1, 0, 1, 2],
          rules: [0],
          axis: "difference of ρ, accuracy − confidence",
          rows: targetGroups(rows, ({ target, estimate }) => intervalRow(target.label, estimate, { print: signed })),
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
