import type { Report } from "../estimates/analysis.ts";
import type { Estimate } from "../estimates/estimate.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { bothWidths } from "./both-widths.ts";
import { countOf } from "./count-of.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { intervalRows, type RowPoint } from "./interval-rows.ts";
import { median } from "./median.ts";
import { stageKeys } from "./stage-keys.ts";
import { stratum } from "./stratum.ts";
import { THEME } from "./theme.ts";
import { withInterval } from "./with-interval.ts";

/** With more mixtures the others are a cloud that weighs more than it says: their median alone is drawn. */
const MOST_OTHERS = 24;

/** One mixture’s level in each category, before and after, among those of the others: `levels` of a chosen mixture. */
export function mixtureLevels(report: Report, options: FigureOptions): Figure | MissingFigure {
  const part = stratum("levels", report, options);
  const { id, metric, scale, first, last, source } = part;
  const { mixtures } = report.study.design;
  const own = mixtures.find((row) => row.id === options.mixture)!;
  const stages = first === last ? [first] : [first, last];
  const rows = [...part.categories, part.overall].flatMap((target) => {
    const series = stages.map((stage) => {
      const level = (mixture: string) =>
        report.estimates.get(estimateId("level", metric, scale.id, stage.id, mixture, target.kind, target.id, "mean"));
      const others = mixtures.flatMap(({ id: mixture, label }) => {
        const value = level(mixture)?.value;
        return value == null || mixture === own.id ? [] : [{ label, value }];
      });
      const estimate = level(own.id);
      const isKnown = estimate?.value != null;
      return {
        stage,
        others,
        estimate: isKnown ? estimate : null,
        middle: median([...others.map(({ value }) => value), ...(isKnown ? [estimate.value!] : [])]),
      };
    });
    return series.some(({ estimate }) => estimate !== null) ? [{ target, series }] : [];
  });
  if (rows.length === 0) return { id, missing: `${own.label} has no level of ${metric} at ${scale.label}.` };
  const ends = rows.flatMap(({ target, series }) => {
    const { estimate, middle } = series.at(-1)!;
    return estimate === null || middle === null
      ? []
      : [{ target, value: estimate.value!, above: estimate.value! - middle }];
  });
  const above = ends.filter((end) => end.above > 0).length;
  const best = ends.toSorted((a, b) => b.value - a.value)[0];
  const title =
    ends.length === 0
      ? `${own.label}: ${metric} before, not known after`
      : mixtures.length < 3
        ? `${own.label} has its highest ${metric} (${last.label}) in ${best!.target.label}`
        : `${own.label} is above the median of ${mixtures.length} mixtures by ${metric} (${last.label}) in ${above} of ${countOf(ends.length, "group")}, by point estimates`;
  const alt = `${title}. ${rows
    .map(({ target, series }) => {
      const known = series.flatMap(({ stage, estimate }) =>
        estimate ? [`${stage.label} ${withInterval(estimate)}`] : [],
      );
      return `${target.label}: ${known.join(", ")}`;
    })
    .join("; ")}.`;
  const values = rows.flatMap(({ series }) =>
    series.flatMap(({ estimate, others }) => [
      ...others.map(({ value }) => value),
      ...(estimate ? [estimate.value!, ...bounds(estimate)] : []),
    ]),
  );
  const [low, high] = [Math.floor(Math.min(0, ...values) * 4) / 4, Math.ceil(Math.max(...values, 0.25) * 4) / 4];
  const ticks = Array.from({ length: Math.round((high - low) * 4) + 1 }, (_, k) => low + k / 4);
  const isCrowd = mixtures.length - 1 > MOST_OTHERS;
  const points = (series: (typeof rows)[number]["series"]): RowPoint[] =>
    series.flatMap(({ stage, others, estimate, middle }, k) => {
      const isFilled = k === series.length - 1;
      const offset = series.length === 1 ? 0 : isFilled ? 0.2 : -0.2;
      const colour = isFilled ? THEME.blue : THEME.muted;
      return [
        ...(isCrowd ? [] : others).map(({ label, value }) => ({
          ...{ value, colour: THEME.muted, isFilled: false, offset, opacity: 0.3, mixture: label },
          words: `${label}, ${stage.label}: ${formatNumber(value, 2)}`,
        })),
        ...(middle === null || others.length === 0
          ? []
          : [
              {
                ...{ value: middle, colour: THEME.ink, isFilled: true, isTick: true, offset },
                words: `median, ${stage.label}: ${formatNumber(middle, 2)}`,
              },
            ]),
        ...(estimate === null
          ? []
          : [
              {
                ...{
                  value: estimate.value!,
                  interval: estimate.interval,
                  colour,
                  isFilled,
                  offset,
                  mixture: own.label,
                },
                words: `${own.label}, ${stage.label}: ${withInterval(estimate)}`,
              },
            ]),
      ];
    });
  return {
    id,
    title,
    subtitle: `Centred ${metric} (0 = guessing, 1 = perfect) of ${own.label}, mean of its seeds, scale ${scale.label}; ${mixtures.length === 1 ? "the only mixture" : `one of ${mixtures.length} mixtures`}`,
    caption: `Strong dots are ${own.label}, with 95 % intervals over seeds where seeds repeat${mixtures.length === 1 ? "" : `; ${isCrowd ? "" : "faint ones are the other mixtures, "}the vertical stroke is the median of all`}. The strong rule is the level of guessing. The numbers are ${own.label}’s own.`,
    alt,
    source,
    svg: bothWidths({ id, title, alt }, (canvas) => ({
      keys: stageKeys(stages),
      panels: [
        intervalRows({
          canvas,
          domain: [low, high],
          ticks,
          rules: [0],
          axis: `centred ${metric}`,
          decimals: 2,
          rowHeight: 38,
          rows: rows.map(({ target, series }) => {
            const text = series.map(({ estimate }) => (estimate ? formatNumber(estimate.value!, 2) : "–")).join(" → ");
            return { label: target.label, text, shortText: text, points: points(series) };
          }),
        }),
      ],
    })),
    table: {
      columns: [
        { key: "about", label: "Group" },
        { key: "stage", label: "Stage" },
        { key: "value", label: "Level", decimals: 3 },
        { key: "low", label: "95 % from", decimals: 3 },
        { key: "high", label: "to", decimals: 3 },
        { key: "median", label: "Median of all", decimals: 3 },
        { key: "n", label: "n", decimals: 0 },
      ],
      rows: rows.flatMap(({ target, series }) =>
        series.flatMap(({ stage, estimate, middle }) =>
          estimate === null
            ? []
            : [
                {
                  about: target.label,
                  stage: stage.label,
                  value: estimate.value,
                  low: estimate.interval?.low ?? null,
                  high: estimate.interval?.high ?? null,
                  median: middle,
                  n: estimate.n,
                },
              ],
        ),
      ),
    },
  };
}

const bounds = ({ interval }: Estimate) => (interval ? [interval.low, interval.high] : []);
