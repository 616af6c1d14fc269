import type { Figure } from "../figures/figure.ts";
import { figureCsv } from "../figures/figure-csv.ts";
import { narrativePages } from "./narrative-pages.ts";

/** A figure's file for download: its name and text. */
export interface FigureFile {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

/** The files of every figure of the narrative: the wide drawing as SVG, the data as CSV. */
export function figureFiles(): FigureFile[] {
  const figures = new Map(
    narrativePages().flatMap((page) => page.figures.map((figure) => [figure.id, figure] as const)),
  );
  return [...figures.values()].flatMap((figure) => [
    { name: `${figure.id}.svg`, type: "image/svg+xml", text: standAlone(figure) },
    { name: `${figure.id}.csv`, type: "text/csv; charset=utf-8", text: figureCsv(figure) },
  ]);
}

/**
 * The wide drawing as a file of its own: on the page its colours are custom properties of the site, here each is its light
 * value, because many viewers know no custom properties.
 */
function standAlone({ svg }: Figure): string {
  const fixed = svg.wide
    .replace(/var\(--[\w-]+,\s*((?:[^()]|\([^()]*\))*)\)/g, "$1")
    .replace("<svg ", '<svg color="#1c1b19" style="background:#fffefb" ');
  return `<?xml version="1.0" encoding="UTF-8"?>\n${fixed}\n`;
}
