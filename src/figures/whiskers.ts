import * as Plot from "@observablehq/plot";
import { mixtureMark } from "./mixture-mark.ts";
import { THEME } from "./theme.ts";

/** An interval along one axis of a scatter, at a place on the other. */
export interface Whisker {
  /** of the mixture */
  readonly label: string;
  readonly at: number;
  readonly low: number;
  readonly high: number;
}

/** What stands at the end of a whisker, drawn upwards. */
const ENDS = {
  /** a small stroke across: here the interval ends */
  cap: { draw: (path: Path) => drawLine(path, [-3, 0], [3, 0]) },
  /** an arrow-head at the frame: the interval goes on */
  arrow: { draw: (path: Path) => drawLine(path, [-4, 6], [0, 0], [4, 6]) },
} as const;

type Path = Pick<CanvasPath, "moveTo" | "lineTo">;

/** Intervals as lines with a stroke at each end, or an arrow-head where the frame cuts them. */
export function whiskers(
  direction: "across" | "up",
  intervals: readonly Whisker[],
  [from, to]: readonly [number, number],
): readonly Plot.Markish[] {
  const isAcross = direction === "across";
  const lines = intervals.map((each) => ({ ...each, low: Math.max(from, each.low), high: Math.min(to, each.high) }));
  const ends = intervals.flatMap(({ label, at, low, high }) => [
    { label, at, end: Math.max(from, low), isCut: low < from, rotate: isAcross ? -90 : 180 },
    { label, at, end: Math.min(to, high), isCut: high > to, rotate: isAcross ? 90 : 0 },
  ]);
  const look = {
    stroke: THEME.muted,
    strokeOpacity: 0.6,
    ariaLabel: ({ label }: { readonly label: string }) => mixtureMark(label),
  };
  const end = (isCut: boolean) =>
    Plot.vector(
      ends.filter((each) => each.isCut === isCut),
      {
        x: isAcross ? "end" : "at",
        y: isAcross ? "at" : "end",
        rotate: "rotate",
        anchor: "start",
        shape: isCut ? ENDS.arrow : ENDS.cap,
        strokeWidth: isCut ? 1.5 : 1,
        ...look,
        ...(isCut && { strokeOpacity: 1 }),
      },
    );
  return [
    isAcross
      ? Plot.ruleY(lines, { y: "at", x1: "low", x2: "high", ...look })
      : Plot.ruleX(lines, { x: "at", y1: "low", y2: "high", ...look }),
    end(false),
    end(true),
  ];
}

function drawLine(path: Path, ...points: readonly (readonly [number, number])[]): void {
  points.forEach(([x, y], k) => {
    if (k === 0) path.moveTo(x, y);
    else path.lineTo(x, y);
  });
}
