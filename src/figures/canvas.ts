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
