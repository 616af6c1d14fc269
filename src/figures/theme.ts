/**
 * The look of every figure in one place: sizes in CSS pixels, fonts, and colours as custom properties that the site's style
 * sheet gives a light and a dark value; the fallbacks, the light ones, make a drawing stand
 * alone.
 */
export const THEME = {
  narrow: 340,
  wide: 640,
  compact: 320,
  fontSize: 12,
  titleSize: 13,
  lineHeight: 16,
  /** mean advance of a character, in em, of the sans faces that the site uses */
  advance: 0.6,
  font: "var(--sans, system-ui, sans-serif)",
  ink: "var(--ink, #1c1b19)",
  paper: "var(--paper, #fffefb)",
  muted: "var(--muted, #6a6964)",
  rule: "var(--rule, #dddbd6)",
  accent: "var(--accent, #0072b2)",
  blue: "var(--blue, #0072b2)",
  vermillion: "var(--vermillion, #c25400)",
  green: "var(--green, #00805e)",
  purple: "var(--purple, #a8518a)",
  /** the ends of PuOr: above and below zero */
  positive: "var(--positive, #4f2d8c)",
  negative: "var(--negative, #8a4200)",
  /** opacity of a heat map's cell at ±1: text in ink keeps 4.5:1 on it, on both papers */
  heat: 0.54,
} as const;
