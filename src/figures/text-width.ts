import { THEME } from "./theme.ts";

/** An estimate of a text's width in CSS pixels, on the wide side: no font is there to measure with. */
export function textWidth(text: string, size: number = THEME.fontSize): number {
  return [...text].length * size * THEME.advance;
}
