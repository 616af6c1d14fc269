import * as Plot from "@observablehq/plot";
import { formatNumber } from "../estimates/format-number.ts";
import type { Panel } from "./draw.ts";
import type { LevelAxis } from "./level-axis.ts";
import { mixtureMark } from "./mixture-mark.ts";
import { nameMark } from "./name-mark.ts";
import { placeLabels } from "./place-labels.ts";
import { THEME } from "./theme.ts";
import { whiskers } from "./whiskers.ts";

interface Range {
  readonly low: number;
  readonly high: number;
}

export interface ScatterPoint {
  readonly label: string;
  readonly before: number;
  readonly after: number;
  readonly across: Range | null;
  readonly up: Range | null;
}

interface ScatterOptions {
  /** CSS pixels, margins included */
  readonly width: number;
  readonly height: number;
  readonly x: LevelAxis;
  readonly y: LevelAxis;
  readonly points: readonly ScatterPoint[];
  /** whether every point has its name and its intervals */
  readonly isLead: boolean;
  readonly title: string;
  readonly note: string;
}

/** Names beyond which a scatter is a cloud: only its ends are named, and intervals are left out. */
export const MOST_NAMES = 24;

/** Levels before (along) and after (up), the line of no change, and the least-squares line. */
export function scatterPanel({ width, height, x, y, points, isLead, title, note }: ScatterOptions): Panel {
  const margin = { left: 34, right: 10, top: 8, bottom: 24 };
  const [inner, tall] = [width - margin.left - margin.right, height - margin.top - margin.bottom];
  const marks = points.map(({ label, before, after }) => ({
    label,
    x: share(before, x) * inner,
    y: (1 - share(after, y)) * tall,
  }));
  const ends = new Set([argmax(points, "before"), argmax(points, "after")]);
  const isNamed = (_: unknown, k: number) => ends.has(k) || (isLead && points.length <= MOST_NAMES);
  const wanted = marks.filter(isNamed);
  const names = placeLabels(wanted, marks, { width: inner, height: tall });
  const shown = ({ ticks }: LevelAxis, room: number) =>
    room / Math.max(1, ticks.length - 1) < 34 ? ticks.filter((_, k) => k % 2 === 0) : ticks;
  const print = ({ decimals }: LevelAxis) => ({
    tickSize: 0,
    tickPadding: 6,
    tickFormat: (value: number) => formatNumber(value, value === 0 ? 0 : decimals),
    label: null,
    fill: THEME.muted,
  });
  const [from, to] = [Math.max(x.domain[0], y.domain[0]), Math.min(x.domain[1], y.domain[1])];
  const isFittable = points.length > 2 && new Set(points.map(({ before }) => before)).size > 1;
  const hasWhiskers = isLead && points.length <= MOST_NAMES;
  const across = points.flatMap(({ label, after, across }) => (across ? [{ label, at: after, ...across }] : []));
  const up = points.flatMap(({ label, before, up }) => (up ? [{ label, at: before, ...up }] : []));
  return {
    title,
    note,
    height,
    plot: {
      marginLeft: margin.left,
      marginRight: margin.right,
      marginTop: margin.top,
      marginBottom: margin.bottom,
      x: { domain: [...x.domain] },
      y: { domain: [...y.domain] },
      marks: [
        Plot.ruleX(x.ticks, { stroke: THEME.rule }),
        Plot.ruleY(y.ticks, { stroke: THEME.rule }),
        Plot.axisX(shown(x, inner), print(x)),
        Plot.axisY(shown(y, tall), print(y)),
        Plot.link(from < to ? [[from, to] as const] : [], {
          x1: (row) => row[0],
          y1: (row) => row[0],
          x2: (row) => row[1],
          y2: (row) => row[1],
          stroke: THEME.muted,
          strokeDasharray: "4 3",
        }),
        ...(isFittable
          ? [
              Plot.linearRegressionY(points, {
                x: "before",
                y: "after",
                stroke: THEME.blue,
                fill: THEME.blue,
                fillOpacity: 0.12,
                ci: isLead && points.length > 3 ? 0.95 : 0,
                strokeWidth: 1.75,
                clip: true,
              }),
            ]
          : []),
        ...(hasWhiskers ? [...whiskers("across", across, x.domain), ...whiskers("up", up, y.domain)] : []),
        Plot.dot(points, {
          x: "before",
          y: "after",
          r: isLead ? 4 : 3,
          fill: THEME.ink,
          stroke: THEME.paper,
          strokeWidth: 1,
          title: ({ label, before, after, across, up }) => `${label}: ${said(before, across)} to ${said(after, up)}`,
          ariaLabel: ({ label }) => mixtureMark(label),
        }),
        ...names.map(nameMark),
      ],
    },
  };
}

const share = (value: number, { domain: [from, to] }: LevelAxis) => (value - from) / (to - from);

/** The index of the greatest; the first of equals. */
function argmax(points: readonly ScatterPoint[], key: "before" | "after"): number {
  return points.reduce((best, point, k) => (point[key] > points[best]![key] ? k : best), 0);
}

const said = (value: number, range: Range | null) =>
  `${formatNumber(value, 2)}${range ? ` [${formatNumber(range.low, 2)}, ${formatNumber(range.high, 2)}]` : ""}`;
