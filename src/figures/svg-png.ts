import { createRequire } from "node:module";
import { renderAsync } from "@resvg/resvg-js";
import { indexedPng } from "./indexed-png.ts";

const FACES = [
  "400Regular/SourceSans3_400Regular",
  "400Regular_Italic/SourceSans3_400Regular_Italic",
  "600SemiBold/SourceSans3_600SemiBold",
];

/**
 * An SVG with an opaque ground as a PNG, drawn with the font of a package and never with the machine's, so that the pixels are the same everywhere.
 * Drawn beside the main thread.
 *
 * @param zoom pixels of the picture per pixel of the drawing
 */
export async function svgPng(svg: string, zoom: number): Promise<Uint8Array<ArrayBuffer>> {
  const picture = await renderAsync(svg, {
    fitTo: { mode: "zoom", value: zoom },
    font: { loadSystemFonts: false, fontFiles: fontFiles(), defaultFontFamily: "Source Sans 3" },
  });
  return indexedPng({ width: picture.width, height: picture.height, pixels: picture.pixels });
}

function fontFiles(): string[] {
  const { resolve } = createRequire(import.meta.url);
  return FACES.map((face) => resolve(`@expo-google-fonts/source-sans-3/${face}.ttf`));
}
