import * as Plot from "@observablehq/plot";
import type { Panel } from "./draw.ts";
import { shorten } from "./shorten.ts";
import { textWidth } from "./text-width.ts";
import { THEME } from "./theme.ts";

export interface MatrixCell {
  readonly text: string;
  /** how strong its ground is, in [0, 1] */
  readonly shade: number;
  readonly colour: string;
  readonly isFramed?: boolean;
  /** what the cell says when it is pointed at; its row, its column and its text where absent */
  readonly words?: string;
}

export interface MatrixRow {
  readonly label: string;
  /** one for each column */
  readonly cells: readonly MatrixCell[];
  readonly isHeading?: boolean;
}

export interface MatrixOptions {
  /** CSS pixels */
  readonly width: number;
  readonly columns: readonly string[];
  readonly rows: readonly MatrixRow[];
  readonly title?: string;
  /** what the numbers are, over the columns */
  readonly note?: string;
}

const ROW_HEIGHT = 22;

/** A table of shaded numbers: names at the left and on top, every value printed, so that no shade has to be read. */
export function matrixPanel({ width, columns, rows, title, note }: MatrixOptions): Panel {
  const widest = Math.max(0, ...rows.map(({ label }) => textWidth(label)));
  const marginLeft = Math.ceil(Math.min(widest, width * 0.34)) + 12;
  const cellWidth = (width - marginLeft) / columns.length;
  const cells = rows.flatMap((row, y) =>
    row.cells.map((cell, x) => ({ ...cell, x, y, words: cell.words ?? `${row.label}, ${columns[x]}: ${cell.text}` })),
  );
  const place = {
    x1: "x",
    x2: (cell: { x: number }) => cell.x + 1,
    y1: "y",
    y2: (cell: { y: number }) => cell.y + 1,
    inset: 1,
  };
  const placed = rows.map((row, y) => ({ ...row, y }));
  return {
    ...(title === undefined ? {} : { title }),
    ...(note === undefined ? {} : { note }),
    height: rows.length * ROW_HEIGHT + 24,
    plot: {
      marginLeft,
      marginRight: 1,
      marginTop: 22,
      marginBottom: 2,
      x: { domain: [0, columns.length], axis: null },
      y: { domain: [rows.length, 0], axis: null },
      marks: [
        Plot.rect(
          cells.filter((cell) => cell.shade > 0),
          {
            ...place,
            fill: { value: (cell: MatrixCell) => cell.colour, scale: null },
            fillOpacity: { value: (cell: MatrixCell) => cell.shade * THEME.heat, scale: null },
            title: "words",
          },
        ),
        Plot.rect(
          cells.filter((cell) => cell.isFramed),
          { ...place, fill: "none", stroke: THEME.ink, strokeWidth: 1.5 },
        ),
        Plot.text(cells, {
          x: (cell) => cell.x + 0.5,
          y: (cell) => cell.y + 0.5,
          text: "text",
          fill: THEME.ink,
          title: (cell) => (cell.shade > 0 ? undefined : cell.words),
        }),
        Plot.text(columns, {
          x: (_, k) => k + 0.5,
          frameAnchor: "top",
          dy: -18,
          lineAnchor: "top",
          text: (label) => shorten(label, cellWidth),
          fill: THEME.muted,
        }),
        ...[false, true].map((isHeading) =>
          Plot.text(
            placed.filter((row) => (row.isHeading ?? false) === isHeading),
            {
              y: (row) => row.y + 0.5,
              text: (row) => shorten(row.label, isHeading ? width : marginLeft - 10),
              frameAnchor: "left",
              textAnchor: "end",
              dx: -8,
              fontWeight: isHeading ? 600 : 400,
            },
          ),
        ),
      ],
    },
  };
}
