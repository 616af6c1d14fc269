import * as Plot from "@observablehq/plot";
import type { Panel } from "./draw.ts";
import { mixtureMark } from "./mixture-mark.ts";
import { nameMark } from "./name-mark.ts";
import { placeLabels } from "./place-labels.ts";
import { shortNumber } from "./short-number.ts";
import { THEME } from "./theme.ts";

/** One mixture over training steps. */
export interface Trajectory {
  readonly label: string;
  readonly points: readonly { readonly step: number; readonly value: number; readonly words: string }[];
  /** it stands out: the highest at the last step, or the one that moved most */
  readonly role: "leader" | "mover" | null;
}

interface TrajectoryOptions {
  /** CSS pixels, margins included */
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly note?: string;
  readonly steps: readonly number[];
  readonly trajectories: readonly Trajectory[];
  /** bottom and top of the axis: a rank’s is turned over */
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  readonly print: (value: number) => string;
}

/** Names beyond which lines are a bundle, and only those that stand out are named. */
const MOST_NAMES = 12;

/** A value of every mixture over training steps; steps that differ tenfold and more stand on a logarithmic axis. */
export function trajectoryPanel(options: TrajectoryOptions): Panel {
  const { width, height, title, note, steps, trajectories, domain, ticks, print } = options;
  const named = trajectories.filter(({ role }) => role !== null || trajectories.length <= MOST_NAMES);
  const margin = { left: 40, right: Math.min(0.3 * width, 110), top: 10, bottom: 40 };
  const [inner, tall] = [width - margin.left - margin.right, height - margin.top - margin.bottom];
  const isLog = steps[0]! > 0 && steps.at(-1)! / steps[0]! >= 10;
  const along = (step: number) => {
    const by = isLog ? Math.log : (value: number) => value;
    return ((by(step) - by(steps[0]!)) / (by(steps.at(-1)!) - by(steps[0]!))) * inner;
  };
  const up = (value: number) => (1 - (value - domain[0]) / (domain[1] - domain[0])) * tall;
  const ends = named
    .toSorted((a, b) => Number(b.role !== null) - Number(a.role !== null))
    .flatMap(({ label, points }) => {
      const end = points.at(-1);
      return end === undefined ? [] : [{ label, x: along(end.step), y: up(end.value) }];
    });
  // beside the ends alone: further in a name would cover the lines
  const names = placeLabels(ends, [], { width: width - margin.left, height: tall + 8 }).filter(
    ({ textAnchor }) => textAnchor === "start",
  );
  const style = ({ role }: Trajectory) =>
    role === "leader"
      ? { stroke: THEME.blue, strokeWidth: 3 }
      : role === "mover"
        ? { stroke: THEME.vermillion, strokeWidth: 2.25, strokeDasharray: "6 3" }
        : { stroke: THEME.muted, strokeWidth: 1, strokeOpacity: trajectories.length > MOST_NAMES ? 0.4 : 0.75 };
  const ordered = trajectories.toSorted((a, b) => Number(a.role !== null) - Number(b.role !== null));
  const shown = apart(steps, along);
  return {
    title,
    ...(note !== undefined && { note }),
    height,
    plot: {
      marginLeft: margin.left,
      marginRight: margin.right,
      marginTop: margin.top,
      marginBottom: margin.bottom,
      x: { type: isLog ? "log" : "linear", domain: [steps[0]!, steps.at(-1)!] },
      y: { domain: [...domain] },
      marks: [
        Plot.ruleY(ticks, { stroke: THEME.rule }),
        Plot.axisX(shown, {
          tickSize: 4,
          tickFormat: shortNumber,
          label: `training step${isLog ? ", logarithmic" : ""} →`,
          labelAnchor: "right",
          labelArrow: "none",
          labelOffset: 36,
          fill: THEME.muted,
        }),
        Plot.axisY(ticks, { tickSize: 0, tickPadding: 6, tickFormat: print, label: null, fill: THEME.muted }),
        ...ordered.map((line) =>
          Plot.line(line.points, {
            x: "step",
            y: "value",
            ...style(line),
            z: null,
            ariaLabel: () => mixtureMark(line.label),
          }),
        ),
        ...ordered.map((line) =>
          Plot.dot(trajectories.length > MOST_NAMES && line.role === null ? [] : line.points, {
            x: "step",
            y: "value",
            r: line.role === null ? 2.5 : 4,
            fill: { value: () => style(line).stroke, scale: null },
            title: ({ step, words }) => `${line.label}, step ${shortNumber(step)}: ${words}`,
            ariaLabel: () => mixtureMark(line.label),
          }),
        ),
        ...names.map(nameMark),
      ],
      r: { type: "identity" },
    },
  };
}

/** The steps whose numbers do not touch: the last always, the others from the left. */
function apart(steps: readonly number[], along: (step: number) => number): number[] {
  const last = steps.at(-1)!;
  const shown: number[] = [];
  for (const step of steps.slice(0, -1)) {
    const before = shown.at(-1);
    const isFree = before === undefined || along(step) - along(before) >= 30;
    if (isFree && along(last) - along(step) >= 30) shown.push(step);
  }
  return [...shown, last];
}
