import * as Plot from "@observablehq/plot";
import type { Report } from "../estimates/analysis.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { CALIBRATION_BINS } from "../statistics/calibration-bins.ts";
import { bothWidths } from "./both-widths.ts";
import { countOf } from "./count-of.ts";
import type { Panel } from "./draw.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { type CountRange, itemsOf, rangeWords } from "./items-of.ts";
import { stratum } from "./stratum.ts";
import { THEME } from "./theme.ts";

interface Bin {
  readonly bin: string;
  readonly confidence: number;
  readonly accuracy: number;
  readonly low: number | null;
  readonly high: number | null;
}

type Panels = readonly { readonly items: readonly (CountRange | null)[] }[];

/** RQ4: accuracy against confidence, in bins of equal mass, a panel for each benchmark. */
export function reliabilityDiagrams(report: Report, options: FigureOptions): Figure | MissingFigure {
  const { id, scale, first, last, benchmarks, source } = stratum("reliability-diagrams", report, options);
  const mixture = options.mixture ?? "all";
  const stages = first === last ? [first] : [first, last];
  const panels = benchmarks.flatMap((benchmark) => {
    const curves = stages.map((stage) =>
      binsOf(report, `reliability-curve/${scale.id}/${stage.id}/${mixture}/benchmark/${benchmark.id}`),
    );
    const chance = report.study.design.benchmarks.find((row) => row.id === benchmark.id)!.chance;
    const items = stages.map((stage) =>
      itemsOf(report, { scale: scale.id, stage: stage.id, mixture, benchmark: benchmark.id }),
    );
    return curves.some((curve) => curve.length > 0) ? [{ benchmark, curves, chance, items }] : [];
  });
  if (panels.length === 0)
    return {
      id,
      missing: "Reliability diagrams need answers item by item with their confidence; this study has none.",
    };
  const hasItems = panels.some(({ items }) => items.some((each) => each !== null));
  const gapOf = (stage: string, benchmark: string, curve: readonly Bin[]) =>
    report.estimates.get(estimateId("calibration", scale.id, stage, mixture, "benchmark", benchmark, "overconfidence"))
      ?.value ?? meanGap(curve);
  const gaps = stages.map((_, k) =>
    panels.flatMap(({ benchmark, curves }) =>
      curves[k]!.length > 0 ? [{ label: benchmark.label, gap: gapOf(stages[k]!.id, benchmark.id, curves[k]!) }] : [],
    ),
  );
  const over = gaps.map((rows) => rows.filter(({ gap }) => gap > 0).length);
  const words = stages.map((stage, k) => `${over[k]} of ${countOf(gaps[k]!.length, "benchmark")} (${stage.label})`);
  const title = `Confidence exceeds accuracy on ${words.join(", ").replace(/, (?=[^,]*$)/, " and on ")}, by point estimates`;
  const extreme = gaps.at(-1)!.toSorted((a, b) => b.gap - a.gap);
  const alt =
    `${title}. ${extreme.length > 0 ? `At the last stage the mean of confidence minus accuracy is largest on ${extreme[0]!.label}, ${formatNumber(extreme[0]!.gap, 2, true)}, and smallest on ${extreme.at(-1)!.label}, ${formatNumber(extreme.at(-1)!.gap, 2, true)}.` : ""}`.trim();
  return {
    id,
    title,
    subtitle: `Share of right answers against mean confidence in ${CALIBRATION_BINS} bins of equal mass, ${stages.map(({ label }) => label).join(" and ")}, scale ${scale.label}, ${mixture === "all" ? "mean over mixtures" : `mixture ${mixture}`}`,
    caption: `A calibrated model lies on the diagonal; below it, confidence exceeds accuracy. The dashed line is the accuracy of guessing. Points are bins of single models, averaged; thin lines are 95 % intervals of accuracy over mixtures, or over the items of the bin where mixtures give none. ${sizeWords(panels)}The calibration error with its noise floor is in a figure of its own.`,
    alt,
    source,
    svg: bothWidths({ id, title, alt }, (canvas) => ({
      columns: Math.min(panels.length, canvas.isNarrow ? 2 : 4),
      keys: [
        ...stages.map((stage, k) => ({
          label: stage.label,
          ...(isLast(k, stages.length)
            ? ({ mark: "filled", colour: THEME.blue } as const)
            : ({ mark: "hollow", colour: THEME.muted } as const)),
        })),
        { label: "chance", mark: "dashed", colour: THEME.muted } as const,
      ],
      axes: "↑ accuracy, confidence →",
      panels: panels.map((panel) =>
        curvePanel(panel.benchmark.label, panel.curves, stages, panel.chance, canvas.isNarrow),
      ),
    })),
    table: {
      columns: [
        { key: "about", label: "Benchmark" },
        { key: "stage", label: "Stage" },
        { key: "bin", label: "Bin" },
        ...(hasItems
          ? [
              { key: "items", label: "Items of a model, all bins", decimals: 0 },
              { key: "size", label: "Items a bin, about", decimals: 0 },
            ]
          : []),
        { key: "confidence", label: "Confidence", decimals: 3 },
        { key: "accuracy", label: "Accuracy", decimals: 3 },
        { key: "low", label: "95 % from", decimals: 3 },
        { key: "high", label: "to", decimals: 3 },
      ],
      rows: panels.flatMap(({ benchmark, curves, items }) =>
        curves.flatMap((curve, k) =>
          curve.map((bin) => ({
            about: benchmark.label,
            stage: stages[k]!.label,
            ...bin,
            ...(hasItems && countsOf(items[k] ?? null)),
          })),
        ),
      ),
    },
  };
}

/** What a bin says when it is pointed at. Its interval is drawn, and in the table: words of hundreds of bins weigh on the page. */
function binWords({ confidence, accuracy }: Bin): string {
  return `confidence ${formatNumber(confidence, 2)}, accuracy ${formatNumber(accuracy, 2)}`;
}

/** Bins of equal mass divide the items evenly, but for ties. */
const sizeOf = ({ least, most }: CountRange): CountRange => ({
  least: Math.round(least / CALIBRATION_BINS),
  most: Math.round(most / CALIBRATION_BINS),
});

/** Two cells of the table: items of a model, and of a bin. */
const countsOf = (items: CountRange | null) => ({
  items: counted(items),
  size: counted(items && sizeOf(items)),
});

/** A number where the count is one, a range where models differ. */
const counted = (range: CountRange | null) =>
  range === null ? null : range.least === range.most ? range.least : rangeWords(range);

/** How many items stand behind a point, over all panels; nothing where that is not known. */
function sizeWords(panels: Panels): string {
  const known = panels.flatMap(({ items }) => items.filter((each) => each !== null));
  if (known.length === 0) return "";
  const items = {
    least: Math.min(...known.map(({ least }) => least)),
    most: Math.max(...known.map(({ most }) => most)),
  };
  return `Behind a point stand about ${rangeWords(sizeOf(items))} items of each model (${rangeWords(items)} a benchmark), more where confidences are tied. `;
}

const isLast = (k: number, n: number) => k === n - 1;
const meanGap = (bins: readonly Bin[]) =>
  bins.reduce((total, { confidence, accuracy }) => total + confidence - accuracy, 0) / bins.length;

function binsOf(report: Report, prefix: string): readonly Bin[] {
  const bins: Bin[] = [];
  for (let k = 0; k < 100; k++) {
    const bin = `bin-${String(k).padStart(2, "0")}`;
    const at = (measure: string) => report.estimates.get(estimateId(...prefix.split("/"), bin, measure));
    const [confidence, share] = [at("confidence")?.value ?? null, at("accuracy")];
    if (confidence === null || share?.value == null) continue;
    bins.push({
      bin,
      confidence,
      accuracy: share.value,
      low: share.interval?.low ?? null,
      high: share.interval?.high ?? null,
    });
  }
  return bins;
}

function curvePanel(
  title: string,
  curves: readonly (readonly Bin[])[],
  stages: readonly { readonly label: string }[],
  chance: number,
  isNarrow: boolean,
): Panel {
  const ticks = [0, 0.5, 1];
  const format = (value: number) => (value === 0.5 ? ".5" : String(value));
  return {
    title,
    height: isNarrow ? 160 : 146,
    plot: {
      marginLeft: 22,
      marginRight: 8,
      marginTop: 8,
      marginBottom: 22,
      x: { domain: [0, 1] },
      y: { domain: [0, 1] },
      marks: [
        Plot.ruleX(ticks, { stroke: THEME.rule }),
        Plot.ruleY(ticks, { stroke: THEME.rule }),
        Plot.axisX(ticks, { tickSize: 0, tickFormat: format, label: null, fill: THEME.muted }),
        Plot.axisY(ticks, { tickSize: 0, tickFormat: format, label: null, fill: THEME.muted }),
        Plot.link([0], { x1: 0, y1: 0, x2: 1, y2: 1, stroke: THEME.muted }),
        Plot.ruleY([chance], { stroke: THEME.muted, strokeDasharray: "4 3" }),
        ...curves.flatMap((curve, k) => {
          const isFilled = isLast(k, curves.length);
          const colour = isFilled ? THEME.blue : THEME.muted;
          return [
            Plot.ruleX(
              curve.filter(({ low, high }) => low !== null && high !== null),
              { x: "confidence", y1: "low", y2: "high", stroke: colour, strokeOpacity: 0.45 },
            ),
            Plot.line(curve, { x: "confidence", y: "accuracy", stroke: colour, strokeWidth: 1.25 }),
            Plot.dot(curve, {
              x: "confidence",
              y: "accuracy",
              r: 2.5,
              fill: isFilled ? colour : THEME.paper,
              stroke: colour,
              strokeWidth: 1.25,
              title: (bin) => `${stages[k]!.label}: ${binWords(bin)}`,
            }),
          ];
        }),
      ],
    },
  };
}
