import * as Plot from "@observablehq/plot";
import { formatNumber } from "../estimates/format-number.ts";
import type { Canvas } from "./canvas.ts";
import type { Panel } from "./draw.ts";
import { mixtureMark } from "./mixture-mark.ts";
import type { MixtureSlope } from "./mixture-slopes.ts";
import { shorten } from "./shorten.ts";
import { textWidth } from "./text-width.ts";
import { THEME } from "./theme.ts";

interface SlopeOptions {
  readonly canvas: Canvas;
  readonly width: number;
  readonly title: string;
  readonly note: string;
  readonly stages: readonly [before: string, after: string];
  readonly slopes: readonly MixtureSlope[];
}

/** The mixtures' order at two stages, first on top: the leader before and the mixture that moved most stand out. */
export function slopePanel({ canvas, width, title, note, stages, slopes }: SlopeOptions): Panel {
  const step = slopes.length <= 12 ? THEME.lineHeight - 1 : Math.max(2.5, 240 / slopes.length);
  const isDense = step < 13;
  const leader = slopes.find((slope) => slope.slotBefore === 0);
  const mover = slopes.reduce<MixtureSlope | undefined>(
    (most, slope) => (moved(slope) > Math.max(0.5, most ? moved(most) : 0) ? slope : most),
    undefined,
  );
  const shown = isDense ? slopes.filter((slope) => slope === leader || slope === mover) : slopes;
  const widest = Math.ceil(Math.max(...shown.map(({ label }) => textWidth(label) * 1.06))) + 12;
  const after = Math.min(widest, width * (canvas.isNarrow ? 0.4 : 0.62));
  const before = canvas.isNarrow ? after : 26;
  const style = (slope: MixtureSlope) =>
    slope === leader
      ? { stroke: THEME.blue, strokeWidth: 3 }
      : slope === mover
        ? { stroke: THEME.vermillion, strokeWidth: 2.25, strokeDasharray: "6 3" }
        : { stroke: THEME.muted, strokeWidth: 1, strokeOpacity: isDense ? 0.45 : 0.75 };
  const named = ({ label }: MixtureSlope) => mixtureMark(label);
  const told = {
    ariaLabel: named,
    title: ({ label, rankBefore, rankAfter }: MixtureSlope) =>
      `${label}: ${stages[0]} ${rank(rankBefore)}, ${stages[1]} ${rank(rankAfter)} of ${slopes.length}`,
  };
  const ordered = slopes.toSorted((a, b) => Number(a === leader || a === mover) - Number(b === leader || b === mover));
  const label = (side: "slotBefore" | "slotAfter", isStrong: boolean) =>
    Plot.text(
      shown.filter((slope) => (slope === leader || slope === mover) === isStrong),
      {
        x: side === "slotBefore" ? 0 : 1,
        y: side,
        text: ({ label }: MixtureSlope) => shorten(label, (side === "slotBefore" ? before : after) - 10),
        textAnchor: side === "slotBefore" ? "end" : "start",
        dx: side === "slotBefore" ? -9 : 9,
        fontWeight: isStrong ? 600 : 400,
        ariaLabel: named,
      },
    );
  const height = Math.max(1, slopes.length - 1) * step + 38;
  return {
    title,
    note,
    height,
    plot: {
      marginLeft: before,
      marginRight: after,
      marginTop: 26,
      marginBottom: 12,
      x: { domain: [0, 1], axis: null },
      y: { domain: [Math.max(1, slopes.length - 1), 0], axis: null },
      marks: [
        // Each stage's name heads its column of labels, so that the two keep apart however narrow the slopes are.
        Plot.text([stages[1]], {
          frameAnchor: "top-right",
          dy: -22,
          dx: 9,
          textAnchor: "start",
          fill: THEME.muted,
          text: (stage: string) => shorten(stage, after - 10),
        }),
        Plot.text([stages[0]], {
          frameAnchor: "top-left",
          dy: -22,
          dx: canvas.isNarrow ? -9 : -before,
          textAnchor: canvas.isNarrow ? "end" : "start",
          fill: THEME.muted,
          text: (stage: string) => shorten(stage, canvas.isNarrow ? before - 10 : width - after - 4),
        }),
        ...ordered.map((slope) =>
          Plot.link([slope], { x1: 0, x2: 1, y1: "slotBefore", y2: "slotAfter", ...style(slope), ...told }),
        ),
        ...[0, 1].map((side) =>
          Plot.dot(isDense ? shown : ordered, {
            x: side,
            y: side === 0 ? "slotBefore" : "slotAfter",
            r: (slope: MixtureSlope) => (slope === leader || slope === mover ? 4 : 2.5),
            fill: { value: (slope: MixtureSlope) => style(slope).stroke, scale: null },
            ...told,
          }),
        ),
        label("slotAfter", false),
        label("slotAfter", true),
        ...(canvas.isNarrow ? [label("slotBefore", false), label("slotBefore", true)] : []),
      ],
      r: { type: "identity" },
    },
  };
}

/** Tied mixtures share a rank, which may be a half. */
const rank = (value: number) => formatNumber(value, Number.isInteger(value) ? 0 : 1);

const moved = (slope: MixtureSlope) => Math.abs(slope.rankAfter - slope.rankBefore);
