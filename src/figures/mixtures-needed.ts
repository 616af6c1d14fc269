import type { Report } from "../estimates/analysis.ts";
import type { Estimate } from "../estimates/estimate.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { isNoiseLimited } from "../estimates/noise-limited.ts";
import { bothWidths } from "./both-widths.ts";
import { countOf } from "./count-of.ts";
import { estimateRows } from "./estimate-rows.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { intervalRows } from "./interval-rows.ts";
import { listWords } from "./list-words.ts";
import { stratum } from "./stratum.ts";
import { THEME } from "./theme.ts";

const MOST = 1000;

/** How many mixtures would probably settle each inconclusive benchmark, and which of them need quieter levels first. */
export function mixturesNeeded(report: Report, options: FigureOptions): Figure | MissingFigure {
  const { id, metric, scale, first, last, benchmarks, source } = stratum("mixtures-needed", report, options);
  if (first === last) return { id, missing: "This study has one stage; no verdict about persistence is open." };
  const rows = estimateRows(report, benchmarks, (row) =>
    estimateId("predictor", metric, scale.id, row.id, "self", "spearman"),
  );
  const open = rows
    .filter(({ estimate }) => estimate.value !== null && estimate.verdict === "inconclusive")
    .toSorted((a, b) => neededOf(a.estimate) - neededOf(b.estimate) || 0);
  if (open.length === 0) return { id, missing: `No benchmark is inconclusive by ${metric} at ${scale.label}.` };
  const m = report.study.design.mixtures.length;
  const noisy = open.filter(({ estimate }) => isNoiseLimited(estimate));
  const rest = open.filter(({ estimate }) => !isNoiseLimited(estimate));
  const near = rest.filter(({ estimate }) => neededOf(estimate) <= 2 * m);
  const title = [
    `By ${metric}, of ${countOf(open.length, "open benchmark")} ${near.length} would probably be settled by twice as many mixtures`,
    ...(noisy.length > 0 ? [`${noisy.length} would first need more seeds or items`] : []),
  ].join("; ");
  const names = (group: typeof open) =>
    listWords(
      group.map(({ target }) => target.label),
      6,
    );
  const alt = [
    `${title}.`,
    ...(near.length > 0 ? [`Settled by ${2 * m}: ${names(near)}.`] : []),
    ...(noisy.length > 0 ? [`Noise first: ${names(noisy)}.`] : []),
    `Fewest mixtures needed: ${open[0]!.target.label}, ${printed(open[0]!.estimate)}; most: ${open.at(-1)!.target.label}, ${printed(open.at(-1)!.estimate)}.`,
  ].join(" ");
  const decades = [10, 30, 100, 300, MOST];
  return {
    id,
    title,
    subtitle: `Mixtures that would settle whether a benchmark predicts itself by ${metric}, scale ${scale.label}, as if the true correlation were the one observed on ${countOf(m, "mixture")}; logarithmic`,
    caption: `The rule is this study’s number of mixtures. Hollow: the noise ceiling is below one half, so that no number of mixtures alone gives a verdict. The numbers rest on observed correlations, whose intervals are wide (they are in the table): read them as orders of magnitude.`,
    alt,
    source,
    svg: bothWidths({ id, title, alt }, (canvas) => ({
      keys: [
        { label: "mixtures alone", mark: "filled", colour: THEME.blue },
        { label: "noise ceiling too low", mark: "hollow", colour: THEME.muted },
      ],
      panels: [
        intervalRows({
          canvas,
          domain: [Math.log10(Math.min(5, m)), Math.log10(MOST)],
          ticks: decades.map(Math.log10),
          tickFormat: (value) => formatNumber(10 ** value, 0),
          rules: [Math.log10(Math.min(m, MOST))],
          axis: "mixtures needed",
          rows: open.map(({ target, estimate }) => ({
            label: target.label,
            text: printed(estimate),
            shortText: printed(estimate),
            note: "more than a thousand",
            points:
              neededOf(estimate) > MOST
                ? []
                : [
                    {
                      value: Math.log10(neededOf(estimate)),
                      colour: isNoiseLimited(estimate) ? THEME.muted : THEME.blue,
                      isFilled: !isNoiseLimited(estimate),
                    },
                  ],
          })),
        }),
      ],
    })),
    table: {
      columns: [
        { key: "about", label: "Benchmark" },
        { key: "needed", label: "Mixtures needed" },
        { key: "value", label: "ρ", decimals: 2 },
        { key: "low", label: "95 % from", decimals: 2 },
        { key: "high", label: "to", decimals: 2 },
        { key: "n", label: "n", decimals: 0 },
        { key: "why", label: "Why open" },
        { key: "id", label: "Estimate" },
      ],
      rows: open.map(({ target, estimate }) => ({
        about: target.label,
        needed: printed(estimate),
        value: estimate.value,
        low: estimate.interval?.low ?? null,
        high: estimate.interval?.high ?? null,
        n: estimate.n,
        why: estimate.verdictReason ?? null,
        id: estimate.id,
      })),
    },
  };
}

const neededOf = ({ mixturesNeeded: needed }: Estimate) => needed ?? Infinity;
const printed = (estimate: Estimate) => (neededOf(estimate) > MOST ? "> 1,000" : formatNumber(neededOf(estimate), 0));
