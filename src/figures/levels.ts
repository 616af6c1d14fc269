import type { Report } from "../estimates/analysis.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { bothWidths } from "./both-widths.ts";
import { countOf } from "./count-of.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { intervalRows } from "./interval-rows.ts";
import { median } from "./median.ts";
import { mixtureLevels } from "./mixture-levels.ts";
import { stageKeys } from "./stage-keys.ts";
import { stratum } from "./stratum.ts";
import { THEME } from "./theme.ts";
import { withInterval } from "./with-interval.ts";

/** What was measured: every mixture's level in each category, before and after, above the level of guessing. */
export function levels(report: Report, options: FigureOptions): Figure | MissingFigure {
  if (options.mixture !== undefined && options.benchmark === undefined) return mixtureLevels(report, options);
  const part = stratum("levels", report, options);
  const { id, metric, scale, first, last, source } = part;
  const stages = first === last ? [first] : [first, last];
  const mixtures = report.study.design.mixtures.filter(
    (row) => options.mixture === undefined || row.id === options.mixture,
  );
  const isRaw = options.benchmark !== undefined;
  const targets = isRaw
    ? part.benchmarks
    : options.category === undefined
      ? [...part.categories, part.overall]
      : part.categories;
  const groups = targets.flatMap((target) => {
    const series = stages.map((stage) =>
      mixtures.flatMap((mixture) => {
        const estimate = report.estimates.get(
          estimateId("level", metric, scale.id, stage.id, mixture.id, target.kind, target.id, "mean"),
        );
        return estimate?.value == null
          ? []
          : [{ mixture: mixture.label, stage: stage.label, value: estimate.value, estimate }];
      }),
    );
    return series.some((points) => points.length > 0) ? [{ target, series }] : [];
  });
  if (groups.length === 0) return { id, missing: `No mixture has a level of ${metric} at ${scale.label}.` };
  const middles = groups.map(({ target, series }) => ({
    label: target.label,
    middle: series.map((points) => median(points.map(({ value }) => value))),
  }));
  const changed = middles.filter(({ middle }) => middle.length === 2 && middle[0] != null && middle[1] != null);
  const rose = changed.filter(({ middle }) => middle[1]! > middle[0]!);
  const top = middles.toSorted((a, b) => (b.middle.at(-1) ?? -Infinity) - (a.middle.at(-1) ?? -Infinity) || 0)[0]!;
  const noun = isRaw ? "benchmark" : "group";
  const title =
    changed.length === 0
      ? `The typical mixture’s ${metric} is highest in ${top.label}`
      : `Fine-tuned models’ typical ${metric} is higher than before in ${rose.length} of ${countOf(changed.length, noun)}`.replace(
          "Fine-tuned models’",
          `${last.label} models’`,
        );
  const alt = `${title}. ${middles.map(({ label, middle }) => `${label}: median ${middle.map((value) => (value == null ? "unknown" : formatNumber(value, 2))).join(" to ")}`).join("; ")}.`;
  const values = groups.flatMap(({ series }) => series.flatMap((points) => points.map(({ value }) => value)));
  const [low, high] = [Math.floor(Math.min(0, ...values) * 4) / 4, Math.ceil(Math.max(...values, 0.25) * 4) / 4];
  const ticks = Array.from({ length: Math.round((high - low) * 4) + 1 }, (_, k) => low + k / 4);
  const chance = isRaw ? report.study.design.benchmarks.find((row) => row.id === options.benchmark)!.chance : 0;
  const opacity = mixtures.length > 30 ? 0.5 : 1;
  return {
    id,
    title,
    subtitle: `${isRaw ? `Mean ${metric}` : `Centred ${metric} (0 = guessing, 1 = perfect)`} of each mixture, mean of its seeds, scale ${scale.label}, n = ${mixtures.length} mixture${mixtures.length === 1 ? "" : "s"}`,
    caption: `A dot is a mixture, the vertical stroke the median. The strong rule is the level of guessing. Levels of mixtures carry no interval here; those over seeds are in the table.`,
    alt,
    source,
    svg: bothWidths({ id, title, alt }, (canvas) => ({
      keys: stageKeys(stages),
      panels: [
        intervalRows({
          canvas,
          domain: [low, high],
          ticks,
          rules: [chance],
          axis: isRaw ? `mean ${metric}` : `centred ${metric}`,
          decimals: 2,
          rowHeight: 38,
          rows: groups.map(({ target, series }, g) => {
            const text = middles[g]!.middle.map((value) => (value == null ? "–" : formatNumber(value, 2))).join(" → ");
            return {
              label: target.label,
              text,
              shortText: text,
              points: series.flatMap((points, k) => {
                const isFilled = k === series.length - 1;
                const offset = series.length === 1 ? 0 : isFilled ? 0.2 : -0.2;
                const colour = isFilled ? THEME.blue : THEME.muted;
                const middle = middles[g]!.middle[k] ?? null;
                return [
                  ...points.map(({ value, mixture, stage, estimate }) => ({
                    ...{ value, colour, isFilled, offset, opacity, mixture },
                    words: `${mixture}, ${stage}: ${withInterval(estimate)}`,
                  })),
                  ...(middle === null
                    ? []
                    : [
                        {
                          value: middle,
                          colour: THEME.ink,
                          isFilled: true,
                          isTick: true,
                          offset,
                          words: `median: ${formatNumber(middle, 2)}`,
                        },
                      ]),
                ];
              }),
            };
          }),
        }),
      ],
    })),
    table: {
      columns: [
        { key: "about", label: "Group" },
        { key: "mixture", label: "Mixture" },
        { key: "stage", label: "Stage" },
        { key: "value", label: "Level", decimals: 3 },
        { key: "low", label: "95 % from", decimals: 3 },
        { key: "high", label: "to", decimals: 3 },
        { key: "n", label: "n", decimals: 0 },
      ],
      rows: groups.flatMap(({ target, series }) =>
        series.flat().map(({ mixture, stage, value, estimate }) => ({
          about: target.label,
          mixture,
          stage,
          value,
          low: estimate.interval?.low ?? null,
          high: estimate.interval?.high ?? null,
          n: estimate.n,
        })),
      ),
    },
  };
}
