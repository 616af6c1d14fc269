import { THEME } from "./theme.ts";

/** One of the two drawings of a figure. */
export interface Canvas {
  readonly layout: "narrow" | "wide";
  readonly isNarrow: boolean;
  /** CSS pixels */
  readonly width: number;
}

/** The two drawings: a phone's width and a text column's. */
export const CANVASES: readonly [narrow: Canvas, wide: Canvas] = [
  { layout: "narrow", isNarrow: true, width: THEME.narrow },
  { layout: "wide", isNarrow: false, width: THEME.wide },
];

/** A small figure beside its words: one size everywhere, twice only so that a file and a page differ in their ids. */
export const COMPACT_CANVASES: typeof CANVASES = [
  { layout: "narrow", isNarrow: true, width: THEME.compact },
  { layout: "wide", isNarrow: true, width: THEME.compact },
];
