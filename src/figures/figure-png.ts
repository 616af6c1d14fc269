import type { Figure } from "./figure.ts";
import { figureSvg } from "./figure-svg.ts";
import { svgPng } from "./svg-png.ts";

/** A figure as a PNG at twice its size: the SVG that stands alone. */
export function figurePng(figure: Figure): Promise<Uint8Array<ArrayBuffer>> {
  return svgPng(figureSvg(figure), 2);
}
