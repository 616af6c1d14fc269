import * as Plot from "@observablehq/plot";
import { formatNumber } from "../estimates/format-number.ts";
import type { Panel } from "./draw.ts";
import { mixtureMark } from "./mixture-mark.ts";
import { shorten } from "./shorten.ts";
import { textWidth } from "./text-width.ts";
import { THEME } from "./theme.ts";

/** One mixture’s way through all stages. */
export interface BumpLine {
  readonly label: string;
  readonly levels: readonly number[];
  /** 1 = highest; tied mixtures share a rank */
  readonly ranks: readonly number[];
  /** places from the top, 0 first */
  readonly slots: readonly number[];
}

interface BumpOptions {
  /** CSS pixels */
  readonly width: number;
  readonly title: string;
  readonly note: string;
  readonly stages: readonly string[];
  /** what is printed over each step: one fewer than stages */
  readonly steps: readonly string[];
  readonly lines: readonly BumpLine[];
}

/** The mixtures’ order at every stage, first on top: the first leader and the one that moved most stand out. */
export function bumpPanel({ width, title, note, stages, steps, lines }: BumpOptions): Panel {
  const step = lines.length <= 12 ? 18 : Math.max(2.5, 280 / lines.length);
  const isDense = step < 13;
  const { leader, mover } = standouts(lines);
  const isStrong = (line: BumpLine) => line === leader || line === mover;
  const named = isDense ? lines.filter(isStrong) : lines;
  const marginRight = Math.min(
    width * 0.38,
    Math.ceil(Math.max(textWidth(stages.at(-1) ?? ""), ...named.map(({ label }) => textWidth(label) * 1.06))) + 14,
  );
  const marginLeft = 8;
  const last = stages.length - 1;
  const room = (width - marginLeft - marginRight) / last;
  const style = (line: BumpLine) =>
    line === leader
      ? { stroke: THEME.blue, strokeWidth: 3 }
      : line === mover
        ? { stroke: THEME.vermillion, strokeWidth: 2.25, strokeDasharray: "6 3" }
        : { stroke: THEME.muted, strokeWidth: 1, strokeOpacity: isDense ? 0.45 : 0.75 };
  const place = (rank: number) => formatNumber(rank, rank % 1 === 0 ? 0 : 1);
  const wayWords = ({ label, ranks }: BumpLine) =>
    `${label}: ${ranks.map((rank, k) => `${stages[k]} ${place(rank)}`).join(", ")} of ${lines.length}`;
  const ordered = lines.toSorted((a, b) => Number(isStrong(a)) - Number(isStrong(b)));
  const stops = (line: BumpLine) => line.slots.map((slot, stage) => ({ line, slot, stage }));
  return {
    title,
    note,
    height: Math.max(1, lines.length - 1) * step + 56,
    plot: {
      marginLeft,
      marginRight,
      marginTop: 44,
      marginBottom: 12,
      x: { domain: [0, last], axis: null },
      y: { domain: [Math.max(1, lines.length - 1), 0], axis: null },
      marks: [
        ...stages.map((stage, k) =>
          Plot.text([shorten(stage, k === last ? marginRight - 6 : room - 8)], {
            x: () => k,
            text: (text: string) => text,
            frameAnchor: "top",
            dy: -40,
            lineAnchor: "top",
            textAnchor: "start",
            dx: -4,
            fill: THEME.muted,
          }),
        ),
        Plot.text(steps, {
          x: (_, k) => k + 0.5,
          text: (text: string) => (textWidth(`ρ ${text}`) < room ? `ρ ${text}` : text),
          frameAnchor: "top",
          dy: -22,
          lineAnchor: "top",
          fill: THEME.ink,
        }),
        ...ordered.map((line) =>
          Plot.line(stops(line), {
            x: "stage",
            y: "slot",
            ...style(line),
            z: null,
            curve: "bump-x" as const,
            ariaLabel: () => mixtureMark(line.label),
            title: () => wayWords(line),
          }),
        ),
        Plot.dot((isDense ? named : ordered).flatMap(stops), {
          x: "stage",
          y: "slot",
          r: ({ line }) => (isStrong(line) ? 4 : 2.5),
          fill: { value: ({ line }: { line: BumpLine }) => style(line).stroke, scale: null },
          ariaLabel: ({ line }) => mixtureMark(line.label),
          title: ({ line, stage }) =>
            `${line.label}, ${stages[stage]}: ${place(line.ranks[stage]!)} of ${lines.length}`,
        }),
        ...[false, true].map((isBold) =>
          Plot.text(
            named.filter((line) => isStrong(line) === isBold),
            {
              x: () => last,
              y: ({ slots }) => slots.at(-1)!,
              text: ({ label }) => shorten(label, marginRight - 10),
              textAnchor: "start",
              dx: 9,
              fontWeight: isBold ? 600 : 400,
              ariaLabel: ({ label }) => mixtureMark(label),
            },
          ),
        ),
      ],
      r: { type: "identity" },
    },
  };
}

/** The line that is first at the first stage, and the one that moved most in all: undefined where none moved, or none but the leader as far. */
export function standouts(lines: readonly BumpLine[]): Readonly<Record<"leader" | "mover", BumpLine | undefined>> {
  const leader = lines.find(({ slots }) => slots[0] === 0);
  const mover = lines.reduce<BumpLine | undefined>(
    (most, line) => (travelled(line) > Math.max(0.5, most ? travelled(most) : 0) ? line : most),
    undefined,
  );
  return { leader, mover: mover === leader ? undefined : mover };
}

/** Places moved at all steps together. */
function travelled({ ranks }: BumpLine): number {
  return ranks.slice(1).reduce((sum, rank, k) => sum + Math.abs(rank - ranks[k]!), 0);
}
