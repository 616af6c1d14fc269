import { createRequire } from "node:module";
import { renderAsync } from "@resvg/resvg-js";
import type { Figure } from "./figure.ts";
import { figureSvg } from "./figure-svg.ts";

const FACES = [
  "400Regular/SourceSans3_400Regular",
  "400Regular_Italic/SourceSans3_400Regular_Italic",
  "600SemiBold/SourceSans3_600SemiBold",
];

/**
 * A figure as a PNG at twice its size: the SVG that stands alone, drawn with the font of a package and never with the machine's,
 * so that the pixels are the same everywhere. Drawn beside the main thread.
 */
export async function figurePng(figure: Figure): Promise<Uint8Array<ArrayBuffer>> {
  const picture = await renderAsync(figureSvg(figure), {
    fitTo: { mode: "zoom", value: 2 },
    font: { loadSystemFonts: false, fontFiles: fontFiles(), defaultFontFamily: "Source Sans 3" },
  });
  return new Uint8Array(picture.asPng());
}

function fontFiles(): string[] {
  const { resolve } = createRequire(import.meta.url);
  return FACES.map((face) => resolve(`@expo-google-fonts/source-sans-3/${face}.ttf`));
}
