import type { Estimate } from "../estimates/estimate.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { bothWidths } from "./both-widths.ts";
import { COMPACT_CANVASES } from "./canvas.ts";
import { estimateTable } from "./estimate-table.ts";
import type { Figure } from "./figure.ts";
import { intervalRow } from "./interval-row.ts";
import { type IntervalRowsOptions, intervalRows } from "./interval-rows.ts";
import { THEME } from "./theme.ts";

/** One answer among others: the estimate over all benchmarks, and the values of single ones around it. */
export interface AnswerRow {
  readonly label: string;
  readonly estimate: Estimate;
  readonly benchmarks: readonly { readonly label: string; readonly estimate: Estimate }[];
}

export interface AnswerOptions
  extends Pick<Figure, "id" | "title" | "subtitle" | "alt" | "source">,
    Pick<IntervalRowsOptions, "domain" | "ticks" | "rules" | "axis" | "tickFormat"> {
  readonly rows: readonly AnswerRow[];
  /** what is measured, in the head of the table */
  readonly quantity: string;
  readonly print?: (value: number) => string;
}

const ROW_HEIGHT = 30;

/** A small figure of a few rows: a dot with its interval over all benchmarks together, and under it a tick for each benchmark. */
export function answerFigure({
  id,
  title,
  subtitle,
  alt,
  source,
  rows,
  quantity,
  print,
  ...axis
}: AnswerOptions): Figure {
  const say = print ?? number;
  return {
    id,
    title,
    subtitle,
    caption:
      "Dots are all benchmarks together, with their 95 % interval over mixtures, filled where it excludes zero; ticks below are single benchmarks.",
    alt,
    source,
    isCompact: true,
    svg: bothWidths(
      { id, title, alt },
      (canvas) => ({
        panels: [
          intervalRows({
            canvas,
            ...axis,
            rowHeight: ROW_HEIGHT,
            rows: rows.map(({ label, estimate, benchmarks }) => {
              const row = intervalRow(label, estimate, print === undefined ? {} : { print });
              const ticks = benchmarks.flatMap(({ label: benchmark, estimate: { value, interval } }) =>
                value === null
                  ? []
                  : [
                      {
                        ...{ value, colour: THEME.muted, isFilled: true, isTick: true, offset: 0.26, opacity: 0.7 },
                        words: `${benchmark}, ${label}: ${say(value)}${interval ? ` [${say(interval.low)}, ${say(interval.high)}]` : ""}`,
                      },
                    ],
              );
              return { ...row, points: [...row.points.map((point) => ({ ...point, offset: -0.12 })), ...ticks] };
            }),
          }),
        ],
      }),
      COMPACT_CANVASES,
    ),
    table: estimateTable(
      "Of",
      quantity,
      rows.flatMap(({ label, estimate, benchmarks }) => [
        { label: `${label}: all benchmarks`, estimate },
        ...benchmarks.map((each) => ({ label: `${label}: ${each.label}`, estimate: each.estimate })),
      ]),
    ),
  };
}

const number = (value: number) => formatNumber(value, 2);
