import type { Report } from "../estimates/analysis.ts";
import type { Figure, MissingFigure } from "../figures/figure.ts";
import type { FigureOptions } from "../figures/figure-options.ts";
import { FIGURES } from "../figures/figures.ts";
import { held } from "../held.ts";

/** A figure of a report outside of the narrative, drawn once however many pages and files ask for it. */
export function drawnFigure(report: Report, name: string, options: FigureOptions): Figure | MissingFigure {
  const figures = held("drawn figures", [report], () => new Map<string, Figure | MissingFigure>());
  const key = JSON.stringify([name, options]);
  const figure = figures.get(key) ?? FIGURES[name]!(report, options);
  figures.set(key, figure);
  return figure;
}
