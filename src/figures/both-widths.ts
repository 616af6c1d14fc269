import { CANVASES, type Canvas } from "./canvas.ts";
import { type Drawing, drawSvg } from "./draw.ts";

/** Draws a figure for a phone and for a text column. */
export function bothWidths(
  words: Pick<Drawing, "id" | "title" | "alt">,
  draw: (canvas: Canvas) => Pick<Drawing, "keys" | "axes" | "lead" | "panels" | "columns">,
  canvases: typeof CANVASES = CANVASES,
): { narrow: string; wide: string } {
  const [narrow, wide] = canvases.map((canvas) => drawSvg({ ...words, canvas, ...draw(canvas) }));
  return { narrow: narrow!, wide: wide! };
}
