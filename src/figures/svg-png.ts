import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { renderAsync } from "@resvg/resvg-js";
import { keptBytes } from "../kept-bytes.ts";
import { indexedPng } from "./indexed-png.ts";

const FACES = [
  "400Regular/SourceSans3_400Regular",
  "400Regular_Italic/SourceSans3_400Regular_Italic",
  "600SemiBold/SourceSans3_600SemiBold",
];

/** To be raised when `indexedPng` writes other bytes for the same pixels. */
const FORMAT = 1;
const { resolve } = createRequire(import.meta.url);
const MANIFEST = resolve("@resvg/resvg-js/package.json");
/** The renderer with its version: another one draws other pixels. */
const RENDERER = readFileSync(MANIFEST, "utf8");
const KEPT = join(dirname(MANIFEST), "../../.cache/pictures");

/**
 * An SVG with an opaque ground as a PNG, drawn with the font of a package and never with the machine's, so that the pixels are the same everywhere.
 * Drawn beside the main thread, and kept among the caches of `node_modules` until that is installed anew.
 *
 * @param zoom pixels of the picture per pixel of the drawing
 */
export async function svgPng(svg: string, zoom: number): Promise<Uint8Array<ArrayBuffer>> {
  const key = JSON.stringify([FORMAT, RENDERER, FACES, zoom, svg]);
  return (await keptBytes(KEPT, key, () => drawn(svg, zoom))).bytes;
}

async function drawn(svg: string, zoom: number): Promise<Uint8Array<ArrayBuffer>> {
  const picture = await renderAsync(svg, {
    fitTo: { mode: "zoom", value: zoom },
    font: { loadSystemFonts: false, fontFiles: fontFiles(), defaultFontFamily: "Source Sans 3" },
  });
  return indexedPng({ width: picture.width, height: picture.height, pixels: picture.pixels });
}

function fontFiles(): string[] {
  return FACES.map((face) => resolve(`@expo-google-fonts/source-sans-3/${face}.ttf`));
}
