import * as Plot from "@observablehq/plot";
import simulation from "../../docs/power.json" with { type: "json" };
import type { Report } from "../estimates/analysis.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { wilsonInterval } from "../statistics/wilson-interval.ts";
import { bothWidths } from "./both-widths.ts";
import type { Canvas } from "./canvas.ts";
import type { Panel } from "./draw.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { percent } from "./percent.ts";
import { THEME } from "./theme.ts";

type Simulated = (typeof simulation.verdicts)[number];

const VERDICTS = [
  { key: "robust", colour: THEME.blue, opacity: 0.6 },
  { key: "inconclusive", colour: THEME.rule, opacity: 0.6 },
  { key: "unreliable", colour: THEME.vermillion, opacity: 0.6 },
] as const;

/** Least room, as a share of the bar, in which a number is printed. */
const ROOM = 0.13;

/**
 * What the verdicts are worth: how often the rule says what, in simulated studies whose truth is known. The same for every
 * study: it reads what `npm run bench -- power` last measured.
 */
export function verdictPower(_report: Report, _options: FigureOptions): Figure | MissingFigure {
  const id = "verdict-power";
  const { design, verdicts, command } = simulation;
  const reliabilities = [...new Set(verdicts.map(({ reliability }) => reliability))];
  const groups = reliabilities.map((reliability) => verdicts.filter((row) => row.reliability === reliability));
  const worthless = verdicts.filter(({ latent }) => latent === 0);
  const false_ = Math.max(...worthless.map(({ robust }) => robust));
  const strong = groups[0]!.toSorted((a, b) => Math.abs(a.latent - 0.9) - Math.abs(b.latent - 0.9))[0]!;
  const title = `At most ${formatNumber(false_ * 100, 1)}\u00a0% of worthless benchmarks are called robust, and ${percent(strong.robust)} of those with a true correlation of ${formatNumber(strong.latent, 1)}`;
  const alt = `${title}, where reliability is ${formatNumber(strong.reliability, 2)}. ${groups
    .map((rows) => {
      const best = rows.at(-1)!;
      return `At reliability ${formatNumber(best.reliability, 2)} and a true correlation of ${formatNumber(best.latent, 2)}, ${percent(best.robust)} are robust`;
    })
    .join(". ")}.`;
  return {
    id,
    title,
    subtitle: `Share of simulated benchmarks by verdict and true correlation; ${design.mixtures} mixtures × ${design.seeds} seeds, families of ${design.benchmarks} benchmarks, n = ${formatNumber(verdicts[0]!.benchmarks, 0)} benchmarks to a row`,
    caption: `Each bar is one family of simulated studies in which every benchmark has the same truth, judged by the code that judges this study. Reliability is that of mixtures’ means at both stages. Shares are within ${formatNumber(margin(verdicts) * 100, 1)} percentage points in 95 of 100 runs, and closer near 0 and 1; each has its interval in the table.`,
    alt,
    source: `Simulated studies, ${command}`,
    svg: bothWidths({ id, title, alt }, (canvas) => ({
      keys: VERDICTS.map(({ key, colour }) => ({ label: key, mark: "square", colour })),
      panels: groups.map((rows) => barPanel(canvas, rows)),
    })),
    table: {
      columns: [
        { key: "reliability", label: "Reliability", decimals: 2 },
        { key: "latent", label: "True ρ", decimals: 2 },
        { key: "observable", label: "Observable ρ", decimals: 2 },
        ...VERDICTS.map(({ key }) => ({ key, label: `${key[0]!.toUpperCase()}${key.slice(1)}`, decimals: 3 })),
        { key: "low", label: "Robust, 95 % from", decimals: 3 },
        { key: "high", label: "to", decimals: 3 },
        { key: "significant", label: "p ≤ 0.05", decimals: 3 },
        { key: "coverage", label: "Covered", decimals: 3 },
        { key: "n", label: "n", decimals: 0 },
      ],
      rows: groups.flat().map((row) => ({ ...row, ...wilson(row.robust, row.benchmarks), n: row.benchmarks })),
    },
  };
}

const margin = (rows: readonly Simulated[]) => 1.96 * Math.sqrt(0.25 / Math.min(...rows.map((row) => row.benchmarks)));

function wilson(share: number, n: number): { low: number | null; high: number | null } {
  const interval = wilsonInterval(share * n, n);
  return { low: interval?.[0] ?? null, high: interval?.[1] ?? null };
}

function barPanel(canvas: Canvas, rows: readonly Simulated[]): Panel {
  const bars = rows.flatMap((row, y) => {
    let from = 0;
    return VERDICTS.map(({ key, colour, opacity }) => {
      const start = from;
      from += row[key];
      const words = `True ρ ${formatNumber(row.latent, 2)}: ${key} ${percent(row[key])}`;
      return { y, from: start, to: from, share: row[key], colour, opacity, words };
    });
  });
  const rowHeight = 24;
  return {
    title: `Reliability ${formatNumber(rows[0]!.reliability, 2)}`,
    note: "true ρ, and the share of each verdict",
    height: rows.length * rowHeight + 8,
    plot: {
      marginLeft: 52,
      marginRight: 1,
      marginTop: 2,
      marginBottom: 6,
      x: { domain: [0, 1], axis: null },
      y: { domain: [rows.length, 0], axis: null },
      marks: [
        Plot.rect(
          bars.filter(({ share }) => share > 0),
          {
            x1: "from",
            x2: "to",
            y1: "y",
            y2: (bar) => bar.y + 1,
            insetTop: 2,
            insetBottom: 2,
            insetRight: 1,
            fill: { value: (bar: (typeof bars)[number]) => bar.colour, scale: null },
            fillOpacity: { value: (bar: (typeof bars)[number]) => bar.opacity, scale: null },
            title: "words",
          },
        ),
        Plot.text(
          bars.filter(({ share }) => share >= (canvas.isNarrow ? ROOM : ROOM / 2)),
          {
            x: (bar) => (bar.from + bar.to) / 2,
            y: (bar) => bar.y + 0.5,
            text: (bar) => percent(bar.share),
            fill: THEME.ink,
          },
        ),
        Plot.text(rows, {
          y: (_, k) => k + 0.5,
          text: (row) => formatNumber(row.latent, 2),
          frameAnchor: "left",
          textAnchor: "end",
          dx: -10,
        }),
      ],
    },
  };
}
