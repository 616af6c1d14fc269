import * as Plot from "@observablehq/plot";
import { formatNumber } from "../estimates/format-number.ts";
import type { Canvas } from "./canvas.ts";
import type { Panel } from "./draw.ts";
import { mixtureMark } from "./mixture-mark.ts";
import { shorten } from "./shorten.ts";
import { textWidth } from "./text-width.ts";
import { THEME } from "./theme.ts";

export interface RowPoint {
  readonly value: number;
  readonly interval?: { readonly low: number; readonly high: number } | undefined;
  readonly colour: string;
  readonly isFilled: boolean;
  /** a vertical stroke in place of a dot, for a value to compare with */
  readonly isTick?: boolean;
  /** rows below (or above, negative) the row's middle */
  readonly offset?: number;
  readonly opacity?: number;
  /** the mixture that the point shows, by its label: it can be followed through all charts of a page */
  readonly mixture?: string;
  /** what the point says when it is pointed at */
  readonly words?: string;
}

export interface IntervalRow {
  readonly label: string;
  readonly points: readonly RowPoint[];
  /** printed at the right in the wide layout */
  readonly text?: string;
  /** printed at the right in the narrow layout */
  readonly shortText?: string;
  /** what stands in an empty row */
  readonly note?: string | undefined;
  /** in plain words, why the row is empty: a note after “no value” where there is room */
  readonly reason?: string | undefined;
  /** a group's name: bold, without a row of its own data */
  readonly isHeading?: boolean;
  /** a line from the first point to the last */
  readonly isConnected?: boolean;
}

export interface IntervalRowsOptions {
  readonly canvas: Canvas;
  readonly rows: readonly IntervalRow[];
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  /** values to compare with, drawn stronger than the grid */
  readonly rules: readonly number[];
  readonly axis: string;
  readonly rowHeight?: number;
  readonly decimals?: number;
  /** of the numbers on the axis, where they are not plain */
  readonly tickFormat?: (value: number) => string;
}

/** How much wider bold letters are. */
const BOLD = 1.12;

/** Rows of dots with their 95 % intervals on one shared axis, names at the left, numbers at the right. */
export function intervalRows({
  canvas,
  rows,
  domain,
  ticks,
  rules,
  axis,
  rowHeight = 19,
  decimals = 1,
  tickFormat = (value) => formatNumber(value, Number.isInteger(value) ? 0 : decimals),
}: IntervalRowsOptions): Panel {
  const right = (row: IntervalRow) => (canvas.isNarrow ? row.shortText : row.text) ?? "";
  const widest = Math.max(0, ...rows.map((row) => textWidth(row.label) * (row.isHeading ? BOLD : 1)));
  const marginLeft = Math.ceil(Math.min(widest, canvas.width * 0.34)) + 12;
  const marginRight = Math.max(14, Math.ceil(Math.max(0, ...rows.map((row) => textWidth(right(row))))) + 10);
  const plotWidth = canvas.width - marginLeft - marginRight;
  const points = rows.flatMap((row, k) =>
    row.points.map((point) => ({ ...point, y: k + (point.offset ?? 0), words: wordsOf(row, point) })),
  );
  const dots = points.filter((point) => !point.isTick);
  const connected = rows.flatMap((row, k) =>
    row.isConnected && row.points.length > 1 ? [{ from: row.points[0]!, to: row.points.at(-1)!, k }] : [],
  );
  const isTight = plotWidth / Math.max(1, ticks.length - 1) < 40;
  const zero = Math.max(0, ticks.indexOf(0));
  const labelled = isTight ? ticks.filter((_, k) => (k - zero) % 2 === 0) : ticks;
  const isLong = rows.length > 24;
  const noteThatFits = (row: IntervalRow) => {
    const room = plotWidth + (right(row) === "" ? marginRight - 4 : 0);
    return shorten(row.note ?? reasonThatFits(row.reason!, room), room);
  };
  const placed = rows.map((row, k) => ({ ...row, k }));
  const axisOf = (anchor: "top" | "bottom") =>
    Plot.axisX(labelled, { anchor, tickSize: 0, tickPadding: 4, tickFormat, label: null, fill: THEME.muted });
  return {
    note: axis,
    height: rows.length * rowHeight + 22 + (isLong ? 22 : 6),
    plot: {
      marginLeft,
      marginRight,
      marginTop: 22,
      marginBottom: isLong ? 22 : 6,
      x: { domain: [...domain] },
      y: { domain: [rows.length - 0.45, -0.55], axis: null },
      marks: [
        Plot.ruleX(ticks, { stroke: THEME.rule }),
        Plot.ruleX(rules, { stroke: THEME.muted }),
        axisOf("top"),
        ...(isLong ? [axisOf("bottom")] : []),
        Plot.link(connected, {
          x1: (row) => row.from.value,
          x2: (row) => row.to.value,
          y1: (row) => row.k + (row.from.offset ?? 0),
          y2: (row) => row.k + (row.to.offset ?? 0),
          stroke: THEME.muted,
        }),
        Plot.ruleY(
          dots.filter((point) => point.interval),
          {
            y: "y",
            x1: (point) => point.interval!.low,
            x2: (point) => point.interval!.high,
            stroke: colourOf,
            strokeWidth: 1.75,
            ariaLabel: TOLD.ariaLabel,
          },
        ),
        Plot.ruleX(
          points.filter((point) => point.isTick),
          {
            x: "value",
            y1: (point) => point.y - halfTick(point),
            y2: (point) => point.y + halfTick(point),
            stroke: colourOf,
            strokeWidth: 2,
            ...TOLD,
          },
        ),
        Plot.dot(dots, {
          x: "value",
          y: "y",
          r: 4,
          stroke: colourOf,
          strokeWidth: 1.5,
          fill: { value: (point: RowPoint) => (point.isFilled ? point.colour : THEME.paper), scale: null },
          opacity: { value: (point: RowPoint) => point.opacity ?? 1, scale: null },
          ...TOLD,
        }),
        ...[false, true].map((isHeading) =>
          Plot.text(
            placed.filter((row) => (row.isHeading ?? false) === isHeading),
            {
              y: "k",
              text: (row) => shorten(row.label, marginLeft - 10),
              frameAnchor: "left",
              textAnchor: "end",
              dx: -10,
              fontWeight: isHeading ? 600 : 400,
            },
          ),
        ),
        Plot.text(
          placed.filter((row) => right(row) !== ""),
          { y: "k", text: right, frameAnchor: "right", textAnchor: "end", dx: marginRight },
        ),
        Plot.text(
          placed.filter((row) => (row.note ?? row.reason) !== undefined && row.points.length === 0),
          {
            y: "k",
            text: noteThatFits,
            frameAnchor: "left",
            textAnchor: "start",
            dx: 4,
            fontStyle: "italic",
            fill: THEME.muted,
            stroke: THEME.paper,
            strokeWidth: 4,
          },
        ),
      ],
    },
  };
}

/** “no value: one seed” where that fits, and else the reason alone. */
function reasonThatFits(reason: string, width: number): string {
  const whole = `no value: ${reason}`;
  return textWidth(whole) <= width ? whole : reason;
}

/** What a point says by itself: the name of its row, and its number as the row prints it, with its interval. */
function wordsOf({ label, points, text }: IntervalRow, { words, value, interval }: RowPoint): string {
  if (words !== undefined) return words;
  const range = interval ? ` [${formatNumber(interval.low, 2)}, ${formatNumber(interval.high, 2)}]` : "";
  return `${label}: ${points.length === 1 && text ? text : formatNumber(value, 2)}${range}`;
}

/** Plot leaves out the title and the label of a point that has none. */
const TOLD = {
  title: (point: RowPoint) => point.words,
  ariaLabel: (point: RowPoint) => mixtureMark(point.mixture),
} as const;

const colourOf = { value: (point: RowPoint) => point.colour, scale: null } as const;

/** In rows: shorter where the row holds two series, one above the other. */
const halfTick = ({ offset = 0 }: RowPoint) => (offset === 0 ? 0.32 : 0.19);
