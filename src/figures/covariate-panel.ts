import * as Plot from "@observablehq/plot";
import { formatNumber } from "../estimates/format-number.ts";
import type { Panel } from "./draw.ts";
import { levelAxis } from "./level-axis.ts";
import { mixtureMark } from "./mixture-mark.ts";
import { nameMark } from "./name-mark.ts";
import { placeLabels } from "./place-labels.ts";
import { shortNumber } from "./short-number.ts";
import { textWidth } from "./text-width.ts";
import { THEME } from "./theme.ts";

export interface CovariatePoint {
  readonly label: string;
  readonly covariate: number;
  /** level after − level before */
  readonly change: number;
}

interface CovariateOptions {
  /** CSS pixels, margins included */
  readonly width: number;
  readonly height: number;
  readonly points: readonly CovariatePoint[];
  /** the ends of the axis up, the same in every panel */
  readonly changes: readonly number[];
  readonly title: string;
  readonly note: string;
}

/** Names beyond which a scatter is a cloud, and only its ends are named. */
const MOST_NAMES = 12;

/** A covariate (along) against the change of level (up), with the line of no change and the least-squares line. */
export function covariatePanel({ width, height, points, changes, title, note }: CovariateOptions): Panel {
  const y = levelAxis(changes);
  const printChange = (value: number) => formatNumber(value, value === 0 ? 0 : y.decimals, true);
  const widest = Math.max(...y.ticks.map((tick) => textWidth(printChange(tick))));
  const margin = { left: Math.ceil(widest) + 10, right: 12, top: 8, bottom: 24 };
  const [inner, tall] = [width - margin.left - margin.right, height - margin.top - margin.bottom];
  const values = points.map(({ covariate }) => covariate);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const room = (most - least || Math.abs(most) || 1) * 0.06;
  const [from, to] = [least - room, most + room];
  const hasZero = y.domain[0] <= 0 && y.domain[1] >= 0;
  const marks = points.map(({ label, covariate, change }) => ({
    label,
    x: ((covariate - from) / (to - from)) * inner,
    y: (1 - (change - y.domain[0]) / (y.domain[1] - y.domain[0])) * tall,
  }));
  const order = points.map((_, k) => k).toSorted((a, b) => points[b]!.change - points[a]!.change);
  const ends = [order[0]!, order.at(-1)!];
  const wanted = points.length <= MOST_NAMES ? [...new Set([...ends, ...order])] : [...new Set(ends)];
  const names = placeLabels(
    wanted.map((k) => marks[k]!),
    marks,
    { width: inner, height: tall },
  );
  const axis = { tickSize: 0, tickPadding: 6, label: null, fill: THEME.muted };
  return {
    title,
    note,
    height,
    plot: {
      marginLeft: margin.left,
      marginRight: margin.right,
      marginTop: margin.top,
      marginBottom: margin.bottom,
      x: { domain: [from, to] },
      y: { domain: [...y.domain] },
      marks: [
        Plot.ruleY(y.ticks, { stroke: THEME.rule }),
        Plot.axisX({ ...axis, ticks: width < 400 ? 4 : 6, tickFormat: shortNumber }),
        Plot.axisY(y.ticks, {
          ...axis,
          tickFormat: printChange,
        }),
        Plot.ruleY(hasZero ? [0] : [], { stroke: THEME.muted, strokeDasharray: "4 3" }),
        ...(points.length > 2 && least < most
          ? [
              Plot.linearRegressionY(points, {
                x: "covariate",
                y: "change",
                stroke: THEME.blue,
                fill: THEME.blue,
                fillOpacity: 0.12,
                ci: points.length > 3 ? 0.95 : 0,
                strokeWidth: 1.75,
                clip: true,
              }),
            ]
          : []),
        Plot.dot(points, {
          x: "covariate",
          y: "change",
          r: points.length > 60 ? 2.5 : 4,
          fill: THEME.ink,
          stroke: THEME.paper,
          strokeWidth: 1,
          title: ({ label, covariate, change }) =>
            `${label}: ${shortNumber(covariate)}, ${formatNumber(change, 2, true)}`,
          ariaLabel: ({ label }) => mixtureMark(label),
        }),
        ...names.map(nameMark),
      ],
    },
  };
}
