import type { Figure } from "../figures/figure.ts";
import { figureCsv } from "../figures/figure-csv.ts";
import { figurePng } from "../figures/figure-png.ts";
import { figureSvg } from "../figures/figure-svg.ts";
import { siteInputs } from "./inputs.ts";
import { siteFigures } from "./site-figures.ts";

/** A figure's file for download: its name, and its text or bytes when they are wanted. */
export interface FigureFile {
  readonly name: string;
  readonly type: string;
  readonly content: () => string | Promise<Uint8Array<ArrayBuffer>>;
}

const pictures = new WeakMap<Figure, Promise<Uint8Array<ArrayBuffer>>>();

/** The files of every figure of the report: the data as CSV, the wide drawing with its words as SVG and PNG. */
export function figureFiles(): FigureFile[] {
  return [...siteFigures().values()].flatMap(({ figure }) => filesOf(figure));
}

/** The file of that name; undefined where no figure has it. */
export function figureFile(name: string): FigureFile | undefined {
  const figure = siteFigures().get(name.replace(/\.[a-z]+$/, ""))?.figure;
  return figure && filesOf(figure).find((file) => file.name === name);
}

function filesOf(figure: Figure): FigureFile[] {
  return [
    { name: `${figure.id}.csv`, type: "text/csv; charset=utf-8", content: () => figureCsv(figure) },
    { name: `${figure.id}.svg`, type: "image/svg+xml", content: () => figureSvg(figure) },
    { name: `${figure.id}.png`, type: "image/png", content: () => picture(figure) },
  ];
}

/** The first picture asked for starts them all: they are drawn in threads, while pages are rendered. */
function picture(wanted: Figure): Promise<Uint8Array<ArrayBuffer>> {
  for (const { figure } of siteFigures().values())
    if (!pictures.has(figure)) {
      const drawn = figurePng(figure, siteInputs().zoom);
      // Who asks for it gets the error; nobody else need hear of it.
      drawn.catch(() => {});
      pictures.set(figure, drawn);
    }
  return pictures.get(wanted)!;
}
