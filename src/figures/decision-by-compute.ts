import * as Plot from "@observablehq/plot";
import type { Report } from "../estimates/analysis.ts";
import type { Estimate } from "../estimates/estimate.ts";
import { estimateId, OVERALL } from "../estimates/estimate-id.ts";
import { bothWidths } from "./both-widths.ts";
import type { Canvas } from "./canvas.ts";
import { clearSide } from "./clear-side.ts";
import { countOf } from "./count-of.ts";
import type { Panel } from "./draw.ts";
import { estimateTable } from "./estimate-table.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { percent } from "./percent.ts";
import { percentInterval } from "./percent-interval.ts";
import { shorten } from "./shorten.ts";
import { stratum } from "./stratum.ts";
import { THEME } from "./theme.ts";
import { unitsOf } from "./units-of.ts";

interface Decision {
  readonly scale: { readonly id: string; readonly label: string };
  readonly isFirst: boolean;
  /** along the axis: the logarithm of the parameters, or the place among the scales where they are not declared */
  readonly x: number;
  readonly label: string;
  readonly estimate: Estimate;
}

/** RQ3: how often the better of two mixtures at a small or early run is the better of the last run, by the size of the run. */
export function decisionByCompute(report: Report, options: FigureOptions): Figure | MissingFigure {
  const part = stratum("decision-by-compute", report, options);
  const { id, metric, scale: large, first, last, source } = part;
  const target =
    options.benchmark !== undefined
      ? part.benchmarks[0]!
      : options.category !== undefined
        ? part.categories[0]!
        : { ...OVERALL, label: "over all benchmarks" };
  const { scales } = report.study.design;
  const upTo = scales.slice(0, scales.findIndex((row) => row.id === large.id) + 1);
  if (upTo.length < 2)
    return { id, missing: "Decisions by compute need two scales; this is the smallest scale, or the only one." };
  const isSized = upTo.every((row) => row.parameters !== undefined);
  const decisions = upTo.flatMap((scale, k): Decision[] =>
    (first === last ? [first] : [first, last]).flatMap((stage) => {
      if (scale.id === large.id && stage === last) return [];
      const prefix =
        scale.id === large.id
          ? ["rank-persistence", metric, scale.id]
          : ["scale-transfer", metric, `${scale.id}@${stage.id}..${large.id}@${last.id}`];
      const estimate = report.estimates.get(estimateId(...prefix, target.kind, target.id, "decision-accuracy"));
      if (estimate?.value == null) return [];
      const x = isSized ? Math.log10(scale.parameters!) : k;
      return [{ scale, isFirst: stage === first, x, label: `${scale.label}, ${stage.label}`, estimate }];
    }),
  );
  if (decisions.length === 0)
    return { id, missing: `No pair of mixtures can be compared by ${metric} with ${large.label} at the end.` };
  const smallest = decisions[0]!;
  const onSide = (side: "above" | "below") =>
    decisions.filter(({ estimate }) => clearSide(estimate, 0.5) === side).length;
  const worse =
    onSide("below") > 0 ? `, ${onSide("below")} clearly ${onSide("below") === 1 ? "loses" : "lose"} to it` : "";
  const title = `Deciding by ${metric} at ${smallest.label}, agrees with ${large.label} at the end on ${percent(smallest.estimate.value!)} of pairs; ${onSide("above")} of ${countOf(decisions.length, "cheaper run")} clearly beat a coin${worse}`;
  const alt = `${title}. ${decisions.map(wordsOf).join("; ")}.`;
  return {
    id,
    title,
    subtitle: `Share of pairs of mixtures ordered by ${metric} as at ${large.label}, ${last.label}, ${target.label}, ${unitsOf(decisions.map(({ estimate }) => estimate))}`,
    caption: `Points are shares of pairs, lines 95 % intervals over mixtures; the strong rule at ½ is a coin. ${isSized ? "The axis is the number of parameters, logarithmic" : "Scales in their order, without a measure of size"}: a stand-in for compute, to which the tokens seen belong too.`,
    alt,
    source,
    svg: bothWidths({ id, title, alt }, (canvas) => ({
      keys: [
        { label: first.label, mark: "hollow", colour: THEME.muted },
        ...(first === last ? [] : [{ label: last.label, mark: "filled", colour: THEME.blue } as const]),
      ],
      panels: [decisionPanel(canvas, decisions)],
    })),
    table: estimateTable(
      "Run that decides",
      "Decision accuracy",
      decisions.map(({ label, estimate }) => ({ label, estimate })),
    ),
  };
}

const wordsOf = ({ label, estimate }: Decision) => `${label}: ${percentInterval(estimate)}`;

function decisionPanel(canvas: Canvas, decisions: readonly Decision[]): Panel {
  const xs = decisions.map(({ x }) => x);
  const [low, high] = [Math.min(...xs), Math.max(...xs)];
  const span = Math.max(high - low, 1e-9);
  const width = canvas.width - 60;
  const shifted = decisions.map((each) => ({ ...each, at: each.x + ((each.isFirst ? -7 : 7) / width) * span }));
  const scales = [...new Map(decisions.map(({ scale, x }) => [scale.id, { label: scale.label, x }])).values()];
  const colour = { value: (each: Decision) => (each.isFirst ? THEME.muted : THEME.blue), scale: null };
  const ticks = [0, 0.25, 0.5, 0.75, 1];
  return {
    note: "share of pairs ordered alike",
    height: 260,
    plot: {
      marginLeft: 44,
      marginRight: 16,
      marginTop: 10,
      marginBottom: 28,
      x: { domain: [low - span * 0.12, high + span * 0.16], axis: null },
      y: { domain: [0, 1], axis: null },
      marks: [
        Plot.ruleY(ticks, { stroke: THEME.rule }),
        Plot.ruleY([0.5], { stroke: THEME.muted }),
        Plot.axisY(ticks, { tickSize: 0, tickPadding: 6, tickFormat: percent, label: null, fill: THEME.muted }),
        Plot.text(scales, {
          x: "x",
          frameAnchor: "bottom",
          dy: 18,
          text: (row) => shorten(row.label, width / scales.length),
          fill: THEME.muted,
        }),
        Plot.ruleX(
          shifted.filter(({ estimate }) => estimate.interval),
          {
            x: "at",
            y1: (each) => each.estimate.interval!.low,
            y2: (each) => each.estimate.interval!.high,
            stroke: colour,
            strokeWidth: 1.75,
          },
        ),
        Plot.dot(shifted, {
          x: "at",
          y: (each) => each.estimate.value!,
          r: 4.5,
          stroke: colour,
          strokeWidth: 1.5,
          fill: { value: (each: Decision) => (each.isFirst ? THEME.paper : THEME.blue), scale: null },
          title: wordsOf,
        }),
        Plot.text(
          shifted.filter(() => scales.length <= 5),
          {
            x: "at",
            y: (each) => each.estimate.value!,
            dx: canvas.isNarrow ? 7 : 9,
            textAnchor: "start",
            text: (each) => percent(each.estimate.value!),
            stroke: THEME.paper,
            strokeWidth: 4,
            fill: THEME.ink,
          },
        ),
      ],
    },
  };
}
