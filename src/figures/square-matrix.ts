import * as Plot from "@observablehq/plot";
import { formatNumber } from "../estimates/format-number.ts";
import type { Panel } from "./draw.ts";
import { shorten } from "./shorten.ts";
import { textWidth } from "./text-width.ts";
import { THEME } from "./theme.ts";

interface SquareCell {
  /** in [−1, 1]; null where undefined */
  readonly value: number | null;
  readonly isFramed: boolean;
  /** what the cell says when it is pointed at */
  readonly words: string;
}

interface SquareOptions {
  /** CSS pixels */
  readonly width: number;
  /** of rows and columns */
  readonly labels: readonly string[];
  readonly cells: readonly (readonly SquareCell[])[];
}

/** CSS pixels that a line of letters takes, at least. */
const LINE = 12;

/** Values below are printed by a minus alone where no number has room. */
const SEEN = -0.15;

/** Correlations of everything with everything: shaded, numbered where there is room, a minus where there is room for no more. */
export function squareMatrix({ width, labels, cells }: SquareOptions): Panel {
  const n = labels.length;
  const marginLeft = Math.ceil(Math.min(Math.max(...labels.map((label) => textWidth(label))), width * 0.3)) + 10;
  const size = Math.min(44, (width - marginLeft - 1) / n);
  const marginTop = Math.ceil(Math.min(Math.max(...labels.map((label) => textWidth(label))), 110)) + 8;
  const all = cells.flatMap((row, y) => row.map((cell, x) => ({ ...cell, x, y })));
  type Cell = (typeof all)[number];
  const place = {
    x1: "x",
    x2: ({ x }: Cell) => x + 1,
    y1: "y",
    y2: ({ y }: Cell) => y + 1,
    inset: size > 16 ? 1 : 0.5,
  };
  const known = all.filter(({ value }) => value !== null);
  // A row is high enough for its name; columns in the same order are named as far as there is room.
  const rowHeight = Math.max(Math.min(size, 26), LINE + 1);
  const step = Math.ceil(LINE / size);
  return {
    height: Math.ceil(n * rowHeight) + marginTop + 2,
    plot: {
      marginLeft,
      marginRight: Math.max(1, width - marginLeft - n * size),
      marginTop,
      marginBottom: 2,
      x: { domain: [0, n], axis: null },
      y: { domain: [n, 0], axis: null },
      marks: [
        ...[-1, 1].map((sign) =>
          Plot.rect(
            known.filter(({ value }) => (sign < 0 ? value! < 0 : value! >= 0)),
            {
              ...place,
              fill: sign < 0 ? THEME.negative : THEME.positive,
              // In steps of one twentieth, so that the drawing stays small.
              fillOpacity: {
                value: ({ value }: Cell) => (Math.round(Math.abs(value!) * 20) / 20) * THEME.heat,
                scale: null,
              },
              title: "words",
            },
          ),
        ),
        Plot.rect(
          all.filter(({ isFramed }) => isFramed),
          { ...place, fill: "none", stroke: THEME.ink, strokeWidth: 1.5 },
        ),
        Plot.dot(
          all.filter(({ value }) => value === null),
          {
            x: ({ x }) => x + 0.5,
            y: ({ y }) => y + 0.5,
            r: Math.min(3, size / 5),
            stroke: THEME.muted,
            fill: THEME.paper,
            title: "words",
          },
        ),
        Plot.text(
          known.filter(({ value }) => printed(value!, size) !== ""),
          {
            x: ({ x }) => x + 0.5,
            y: ({ y }) => y + 0.5,
            text: ({ value }) => printed(value!, size),
            fill: THEME.ink,
          },
        ),
        Plot.text(labels, {
          y: (_, k) => k + 0.5,
          text: (label) => shorten(label, marginLeft - 8),
          frameAnchor: "left",
          textAnchor: "end",
          dx: -6,
        }),
        Plot.text(named(labels, step), {
          x: ({ k }) => k + 0.5,
          text: ({ label }) => shorten(label, marginTop - 6),
          frameAnchor: "top",
          textAnchor: "start",
          rotate: -90,
          dy: -6,
          lineAnchor: "middle",
          fill: THEME.muted,
        }),
      ],
      r: { type: "identity" },
    },
  };
}

/** Every so-many-th label with its place. */
function named(labels: readonly string[], step: number): readonly { readonly label: string; readonly k: number }[] {
  return labels.map((label, k) => ({ label, k })).filter(({ k }) => k % step === 0);
}

function printed(value: number, size: number): string {
  if (size >= 36) return formatNumber(value, 2);
  if (size >= 22) return formatNumber(value, 1).replace("0.", ".");
  return value <= SEEN ? "−" : "";
}
