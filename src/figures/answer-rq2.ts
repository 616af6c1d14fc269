import * as Plot from "@observablehq/plot";
import type { Report } from "../estimates/analysis.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { bothWidths } from "./both-widths.ts";
import { COMPACT_CANVASES } from "./canvas.ts";
import { countOf } from "./count-of.ts";
import type { Panel } from "./draw.ts";
import { estimateTable } from "./estimate-table.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { stratum } from "./stratum.ts";
import { textWidth } from "./text-width.ts";
import { THEME } from "./theme.ts";
import { unitsOf } from "./units-of.ts";

const TARGETS = [
  { id: "self", label: "itself", many: "themselves" },
  { id: "category", label: "its category", many: "their category" },
  { id: "overall", label: "all else", many: "everything else" },
] as const;

const VERDICTS = [
  { id: "robust", label: "robust", colour: THEME.blue, isFilled: true },
  { id: "inconclusive", label: "cannot tell", colour: THEME.muted, isFilled: false },
  { id: "unreliable", label: "unreliable", colour: THEME.vermillion, isFilled: true },
] as const;

interface Bar {
  readonly label: string;
  readonly of: number;
  /** one for each verdict */
  readonly counts: readonly number[];
}

/** RQ2 in small: how many benchmarks are robust, unreliable, or open, as predictors of three things. */
export function answerRq2(report: Report, options: FigureOptions): Figure | MissingFigure {
  const { id, metric, scale, first, last, benchmarks, source } = stratum("answer-rq2", report, options);
  if (first === last) return { id, missing: "This study has one stage; a benchmark has nothing to foretell." };
  const groups = TARGETS.map((target) => ({
    target,
    rows: benchmarks.flatMap(({ id: benchmark, label }) => {
      const estimate = report.estimates.get(
        estimateId("predictor", metric, scale.id, benchmark, target.id, "spearman"),
      );
      return estimate?.verdict === undefined || estimate.value === null ? [] : [{ label, estimate }];
    }),
  })).filter(({ rows }) => rows.length > 0);
  if (groups.length === 0) return { id, missing: "No benchmark has a verdict as a predictor in this study." };
  const bars: readonly Bar[] = groups.map(({ target, rows }) => ({
    label: target.label,
    of: rows.length,
    counts: VERDICTS.map((verdict) => rows.filter(({ estimate }) => estimate.verdict === verdict.id).length),
  }));
  const most = Math.max(...bars.map(({ of }) => of));
  const robust = groups.map(
    ({ target }, k) => `${bars[k]!.counts[0]} ${k === 0 ? "robustly foretell " : ""}${target.many}`,
  );
  const title = `By ${metric}, of ${countOf(most, "benchmark")} ${robust.join(", ")}`;
  const alt = `${title}. ${bars.map(({ label, of, counts }) => `Of ${of} as predictors of ${label}: ${VERDICTS.map((verdict, k) => `${verdict.label} ${counts[k]}`).join(", ")}`).join(". ")}.`;
  const isThere = VERDICTS.filter((_, k) => bars.some(({ counts }) => counts[k]! > 0));
  return {
    id,
    title,
    subtitle: `Verdicts by ${metric}, ${first.label} foretelling ${last.label}, at ${scale.label}, ${unitsOf(groups.flatMap(({ rows }) => rows.map(({ estimate }) => estimate)))}`,
    caption:
      "Counts of benchmarks by verdict, which weighs the correlation, its interval, its adjusted p-value and the noise ceiling. Where mixtures cannot tell, nothing is shown either way. Benchmarks without a correlation are not counted.",
    alt,
    source,
    isCompact: true,
    svg: bothWidths(
      { id, title, alt },
      (canvas) => ({
        keys: isThere.map(({ label, colour, isFilled }) => ({ label, colour, mark: isFilled ? "filled" : "hollow" })),
        panels: [barPanel(canvas.width, bars, most)],
      }),
      COMPACT_CANVASES,
    ),
    table: estimateTable(
      "Benchmark → target",
      "ρ",
      groups.flatMap(({ target, rows }) =>
        rows.map(({ label, estimate }) => ({ label: `${label} → ${target.label}`, estimate })),
      ),
    ),
  };
}

function barPanel(width: number, bars: readonly Bar[], most: number): Panel {
  const marginLeft = Math.ceil(Math.max(...bars.map(({ label }) => textWidth(label)))) + 10;
  const plotWidth = width - marginLeft - 1;
  const parts = bars.flatMap(({ label, of, counts }, y) =>
    counts.flatMap((count, k) => {
      const from = counts.slice(0, k).reduce((sum, each) => sum + each, 0);
      const verdict = VERDICTS[k]!;
      return count === 0
        ? []
        : [{ y, from, to: from + count, count, verdict, words: `${label}: ${count} of ${of} ${verdict.label}` }];
    }),
  );
  type Part = (typeof parts)[number];
  return {
    height: bars.length * 26,
    plot: {
      marginLeft,
      marginRight: 1,
      marginTop: 0,
      marginBottom: 0,
      x: { domain: [0, most], axis: null },
      y: { domain: [0, bars.length], range: [0, bars.length * 26], axis: null },
      marks: [
        Plot.rect(parts, {
          x1: "from",
          x2: "to",
          y1: (part) => part.y + 0.14,
          y2: (part) => part.y + 0.86,
          insetRight: 2,
          fill: { value: ({ verdict }: Part) => (verdict.isFilled ? verdict.colour : THEME.paper), scale: null },
          stroke: { value: ({ verdict }: Part) => verdict.colour, scale: null },
          title: "words",
        }),
        Plot.text(
          parts.filter(({ count }) => (count / most) * plotWidth > textWidth(String(count)) + 6),
          {
            x: ({ from, to }) => (from + to) / 2,
            y: ({ y }) => y + 0.5,
            text: ({ count }) => String(count),
            fontWeight: 600,
            fill: { value: ({ verdict }: Part) => (verdict.isFilled ? THEME.paper : THEME.ink), scale: null },
          },
        ),
        Plot.text(bars, {
          y: (_, k) => k + 0.5,
          text: "label",
          frameAnchor: "left",
          textAnchor: "end",
          dx: -8,
        }),
      ],
    },
  };
}
