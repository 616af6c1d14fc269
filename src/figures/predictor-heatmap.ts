import * as Plot from "@observablehq/plot";
import type { Report } from "../estimates/analysis.ts";
import type { Estimate } from "../estimates/estimate.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { bothWidths } from "./both-widths.ts";
import type { Canvas } from "./canvas.ts";
import { countOf } from "./count-of.ts";
import type { Panel } from "./draw.ts";
import { estimateTable } from "./estimate-table.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { listWords } from "./list-words.ts";
import { shorten } from "./shorten.ts";
import { stratum } from "./stratum.ts";
import { textWidth } from "./text-width.ts";
import { THEME } from "./theme.ts";
import { unitsOf } from "./units-of.ts";
import { withInterval } from "./with-interval.ts";

const TARGETS = [
  { id: "self", label: "itself", short: "itself" },
  { id: "category", label: "its category", short: "category" },
  { id: "overall", label: "everything else", short: "all else" },
] as const;

interface HeatRow {
  readonly label: string;
  readonly cells: readonly (Estimate | undefined)[];
}

/** RQ2: what each benchmark before says of itself, of its category and of everything else after. */
export function predictorHeatmap(report: Report, options: FigureOptions): Figure | MissingFigure {
  const { id, metric, scale, first, last, benchmarks, source } = stratum("predictor-heatmap", report, options);
  if (first === last)
    return { id, missing: "This study has one stage; a predictor needs a stage before and one after." };
  const rows = benchmarks
    .map(({ id: benchmark, label }) => ({
      label,
      cells: TARGETS.map((target) =>
        report.estimates.get(estimateId("predictor", metric, scale.id, benchmark, target.id, "spearman")),
      ),
    }))
    .filter(({ cells }) => cells.some((cell) => cell !== undefined))
    .toSorted((a, b) => strength(b) - strength(a) || 0);
  const all = rows.flatMap(({ cells }) => cells.filter((cell) => cell !== undefined));
  if (!all.some(({ value }) => value !== null))
    return { id, missing: `No order of mixtures by ${metric} is known at both stages at ${scale.label}.` };
  const robust = TARGETS.map((_, k) =>
    rows.filter(({ cells }) => cells[k]?.verdict === "robust").map(({ label }) => label),
  );
  const [own, ofCategory, ofRest] = robust.map(({ length }) => length);
  const title = `By ${metric}, ${own} of ${countOf(rows.length, "benchmark")} robustly ${own === 1 ? "predicts itself" : "predict themselves"}, ${ofCategory} ${ofCategory === 1 ? "its" : "their"} category, ${ofRest} everything else`;
  const strongest = rows[0]!;
  const alt = [
    `${title}.`,
    ...TARGETS.flatMap(({ label }, k) =>
      robust[k]!.length > 0 ? [`Robust for ${label}: ${listWords(robust[k]!, 8)}.`] : [],
    ),
    `Highest for everything else: ${strongest.label}${strongest.cells[2] ? `, ρ ${withInterval(strongest.cells[2])}` : ""}.`,
  ].join(" ");
  return {
    id,
    title,
    subtitle: `Spearman’s ρ between a benchmark’s ${metric} (${first.label}) and its target’s (${last.label}) over mixtures, scale ${scale.label}, ${unitsOf(all)}`,
    caption:
      "A cell is a benchmark before against a target after; its category and everything else are taken without the benchmark itself. Violet is positive, orange negative, fixed at ±1. " +
      "✓ and a frame: verdict robust; ✗: unreliable; no mark: these mixtures cannot tell; –: no value, its reason in the table. Sorted by the last column. 95 % intervals are in the table.",
    alt,
    source,
    svg: bothWidths({ id, title, alt }, (canvas) => ({
      keys: [
        { label: "positive", mark: "square", colour: THEME.positive },
        { label: "negative", mark: "square", colour: THEME.negative },
      ],
      panels: [heatPanel(canvas, rows)],
    })),
    table: estimateTable(
      "Benchmark → target",
      "ρ",
      rows.flatMap(({ label, cells }) =>
        cells.flatMap((estimate, k) => (estimate ? [{ label: `${label} → ${TARGETS[k]!.label}`, estimate }] : [])),
      ),
    ),
  };
}

const strength = ({ cells }: HeatRow) => cells[2]?.value ?? -2 + (cells[0]?.value ?? -2) / 100;

function heatPanel(canvas: Canvas, rows: readonly HeatRow[]): Panel {
  const rowHeight = 22;
  const marginLeft =
    Math.ceil(Math.min(Math.max(...rows.map(({ label }) => textWidth(label))), canvas.width * 0.34)) + 12;
  const cells = rows.flatMap(({ label, cells }, row) =>
    cells.map((estimate, column) => ({ estimate, row, column, words: wordsOf(label, column, estimate) })),
  );
  const place = {
    x1: "column",
    x2: (cell: { column: number }) => cell.column + 1,
    y1: "row",
    y2: (cell: { row: number }) => cell.row + 1,
    inset: 1,
  };
  const value = (cell: (typeof cells)[number]) => cell.estimate?.value ?? null;
  return {
    note: "ρ of the benchmark before with, after:",
    height: rows.length * rowHeight + 24,
    plot: {
      marginLeft,
      marginRight: 1,
      marginTop: 22,
      marginBottom: 2,
      x: { domain: [0, TARGETS.length], axis: null },
      y: { domain: [rows.length, 0], axis: null },
      marks: [
        Plot.rect(
          cells.filter((cell) => value(cell) !== null),
          {
            ...place,
            fill: {
              value: (cell: (typeof cells)[number]) => (value(cell)! < 0 ? THEME.negative : THEME.positive),
              scale: null,
            },
            fillOpacity: { value: (cell: (typeof cells)[number]) => Math.abs(value(cell)!) * THEME.heat, scale: null },
            title: "words",
          },
        ),
        Plot.rect(
          cells.filter((cell) => cell.estimate?.verdict === "robust"),
          { ...place, fill: "none", stroke: THEME.ink, strokeWidth: 1.5 },
        ),
        Plot.text(cells, {
          x: (cell) => cell.column + 0.5,
          y: (cell) => cell.row + 0.5,
          text: (cell) => printed(cell.estimate),
          title: (cell) => (value(cell) === null ? cell.words : undefined),
          fill: THEME.ink,
        }),
        Plot.text(TARGETS, {
          x: (_, k) => k + 0.5,
          frameAnchor: "top",
          dy: -18,
          lineAnchor: "top",
          text: (target) => (canvas.isNarrow ? target.short : target.label),
          fill: THEME.muted,
        }),
        Plot.text(rows, {
          y: (_, k) => k + 0.5,
          text: (row) => shorten(row.label, marginLeft - 10),
          frameAnchor: "left",
          textAnchor: "end",
          dx: -8,
        }),
      ],
    },
  };
}

/** What a cell says when it is pointed at. */
function wordsOf(label: string, column: number, estimate: Estimate | undefined): string {
  const verdict = estimate?.verdict === undefined ? "" : `; ${estimate.verdict}`;
  return `${label} → ${TARGETS[column]!.label}: ${estimate ? `ρ ${withInterval(estimate)}${verdict}` : "not estimated"}`;
}

function printed(estimate: Estimate | undefined): string {
  if (estimate === undefined || estimate.value === null) return "–";
  const mark = estimate.verdict === "robust" ? " ✓" : estimate.verdict === "unreliable" ? " ✗" : "";
  return formatNumber(estimate.value, 2) + mark;
}
