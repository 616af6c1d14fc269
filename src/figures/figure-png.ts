import type { Figure } from "./figure.ts";
import { figureSvg } from "./figure-svg.ts";
import { svgPng } from "./svg-png.ts";

/**
 * A figure as a PNG: the SVG that stands alone.
 *
 * @param zoom pixels per pixel of the drawing; by default twice its size
 */
export function figurePng(figure: Figure, zoom = 2): Promise<Uint8Array<ArrayBuffer>> {
  return svgPng(figureSvg(figure), zoom);
}
