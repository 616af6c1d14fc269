import * as Plot from "@observablehq/plot";
import type { Report } from "../estimates/analysis.ts";
import type { Estimate } from "../estimates/estimate.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { bothWidths } from "./both-widths.ts";
import { countOf } from "./count-of.ts";
import type { Panel } from "./draw.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { percent } from "./percent.ts";
import { percentInterval } from "./percent-interval.ts";
import { shareAxis } from "./share-axis.ts";
import { stratum } from "./stratum.ts";
import { THEME } from "./theme.ts";
import { unitsOf } from "./units-of.ts";

interface Histogram {
  /** one for each bin of equal width on [0, 1] */
  readonly shares: readonly Estimate[];
}

/** RQ4: how sure the answers are, before and after, a panel for each benchmark. */
export function confidenceHistograms(report: Report, options: FigureOptions): Figure | MissingFigure {
  const { id, scale, first, last, benchmarks, source } = stratum("confidence-histograms", report, options);
  const mixture = options.mixture ?? "all";
  const stages = first === last ? [first] : [first, last];
  const panels = benchmarks.flatMap((benchmark) => {
    const histograms = stages.map((stage) =>
      histogramOf(report, ["confidence-histogram", scale.id, stage.id, mixture, "benchmark", benchmark.id]),
    );
    return histograms.some((each) => each !== null) ? [{ benchmark, histograms }] : [];
  });
  if (panels.length === 0)
    return { id, missing: "Histograms of confidence need answers item by item with confidence; this study has none." };
  const sure = panels.flatMap(({ benchmark, histograms }) => {
    const tops = histograms.map((each) => each && top(each));
    return tops.every((each) => each !== null) ? [{ label: benchmark.label, tops: tops as number[] }] : [];
  });
  const rising = sure.filter(({ tops }) => tops.length === 2 && tops[1]! > tops[0]!).length;
  const ends = sure.toSorted((a, b) => b.tops.at(-1)! - a.tops.at(-1)!);
  const title =
    stages.length === 2 && sure.length > 0
      ? `The share of answers given with confidence above 0.8 is larger after than before on ${rising} of ${countOf(sure.length, "benchmark")} (point estimates)`
      : `How sure the answers are, on ${countOf(panels.length, "benchmark")}`;
  const alt = `${title}. ${ends.length > 0 ? `At the last stage it is largest on ${ends[0]!.label}, ${percent(ends[0]!.tops.at(-1)!)}, and smallest on ${ends.at(-1)!.label}, ${percent(ends.at(-1)!.tops.at(-1)!)}.` : "The shares are in the table."}`;
  const all = panels.flatMap(({ histograms }) => histograms.flatMap((each) => each?.shares ?? []));
  const { domain } = shareAxis(Math.max(...all.map(({ value }) => value ?? 0)));
  return {
    id,
    title,
    subtitle: `Share of answers in each of ${panels[0]!.histograms.find((each) => each !== null)!.shares.length} equal bins of confidence, ${stages.map(({ label }) => label).join(" and ")}, scale ${scale.label}, ${mixture === "all" ? "mean over mixtures" : `mixture ${mixture}`}, ${unitsOf(all)}`,
    caption:
      "Along: confidence from 0 to 1; up: the share of answers, the same axis in every panel. No answer can have less confidence than one part in the number of its choices. 95 % intervals of every share are in the table.",
    alt,
    source,
    svg: bothWidths({ id, title, alt }, (canvas) => ({
      columns: Math.min(panels.length, canvas.isNarrow ? 2 : 4),
      keys: stages.map((stage, k) => ({
        label: stage.label,
        mark: "line" as const,
        colour: k === stages.length - 1 ? THEME.blue : THEME.muted,
      })),
      axes: `↑ share of answers, up to ${percent(domain[1])}; confidence →`,
      panels: panels.map(({ benchmark, histograms }) => ({
        ...stepPanel(histograms, stages, domain),
        title: benchmark.label,
      })),
    })),
    table: {
      columns: [
        { key: "about", label: "Benchmark" },
        { key: "stage", label: "Stage" },
        { key: "bin", label: "Bin", decimals: 0 },
        { key: "share", label: "Share", decimals: 3 },
        { key: "low", label: "95 % from", decimals: 3 },
        { key: "high", label: "to", decimals: 3 },
      ],
      rows: panels.flatMap(({ benchmark, histograms }) =>
        histograms.flatMap((each, k) =>
          (each?.shares ?? []).flatMap(({ value, interval }, bin) =>
            value === null || value === 0
              ? []
              : [
                  {
                    about: benchmark.label,
                    stage: stages[k]!.label,
                    bin: bin + 1,
                    share: value,
                    low: interval?.low ?? null,
                    high: interval?.high ?? null,
                  },
                ],
          ),
        ),
      ),
    },
  };
}

function histogramOf(report: Report, prefix: readonly string[]): Histogram | null {
  const shares: Estimate[] = [];
  for (let bin = 1; bin < 100; bin++) {
    const share = report.estimates.get(estimateId(...prefix, `bin-${String(bin).padStart(2, "0")}`, "share"));
    if (share === undefined) break;
    shares.push(share);
  }
  return shares.some(({ value }) => value !== null) ? { shares } : null;
}

/** The share of answers above a confidence of 0.8. */
function top({ shares }: Histogram): number {
  return shares.reduce((sum, { value }, k) => (k >= shares.length * 0.8 - 1e-9 ? sum + (value ?? 0) : sum), 0);
}

function stepPanel(
  histograms: readonly (Histogram | null)[],
  stages: readonly { readonly label: string }[],
  domain: readonly [number, number],
): Panel {
  const ticks = [0, 0.5, 1];
  const format = (value: number) => (value === 0.5 ? ".5" : String(value));
  return {
    height: 104,
    plot: {
      marginLeft: 6,
      marginRight: 8,
      marginTop: 6,
      marginBottom: 22,
      x: { domain: [0, 1] },
      y: { domain: [...domain], axis: null },
      marks: [
        Plot.ruleX(ticks, { stroke: THEME.rule }),
        Plot.ruleY([0], { stroke: THEME.muted }),
        Plot.axisX(ticks, { tickSize: 0, tickFormat: format, label: null, fill: THEME.muted }),
        ...histograms.flatMap((each, k) => {
          if (each === null) return [];
          const isLast = k === histograms.length - 1;
          const bins = each.shares.length;
          const steps = each.shares.flatMap(({ value }, bin) => [
            { x: bin / bins, y: value ?? 0 },
            { x: (bin + 1) / bins, y: value ?? 0 },
          ]);
          return [
            ...(isLast ? [Plot.areaY(steps, { x: "x", y1: 0, y2: "y", fill: THEME.blue, fillOpacity: 0.18 })] : []),
            Plot.line(steps, { x: "x", y: "y", stroke: isLast ? THEME.blue : THEME.muted, strokeWidth: 1.5 }),
          ];
        }),
        binMarks(histograms, stages),
      ],
    },
  };
}

/** Over each bin in which answers are a column that cannot be seen, to point at: it says the shares of all stages. */
function binMarks(histograms: readonly (Histogram | null)[], stages: readonly { readonly label: string }[]) {
  const count = Math.max(...histograms.map((each) => each?.shares.length ?? 0));
  const bins = Array.from({ length: count }, (_, bin) => {
    const shares = histograms.map((each) => each?.shares[bin]);
    const said = shares.flatMap((share, k) =>
      share?.value == null ? [] : [`${stages[k]!.label} ${percentInterval(share)}`],
    );
    const range = `Confidence ${formatNumber(bin / count, 2)} to ${formatNumber((bin + 1) / count, 2)}`;
    return {
      from: bin / count,
      to: (bin + 1) / count,
      isEmpty: !shares.some((share) => share?.value),
      words: `${range}: ${said.join(", ")}`,
    };
  });
  return Plot.rectX(
    bins.filter(({ isEmpty }) => !isEmpty),
    { x1: "from", x2: "to", fill: THEME.ink, fillOpacity: 0, title: "words" },
  );
}
