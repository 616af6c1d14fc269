import { THEME } from "./theme.ts";

/** The text, cut with an ellipsis where it would be wider than `width` CSS pixels. */
export function shorten(text: string, width: number, size: number = THEME.fontSize): string {
  const letters = [...text];
  const room = Math.max(1, Math.floor(width / (size * THEME.advance)));
  return letters.length <= room
    ? text
    : `${letters
        .slice(0, Math.max(1, room - 1))
        .join("")
        .trimEnd()}…`;
}
