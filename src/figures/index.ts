export type { Figure, FigureColumn, FigureTable, MissingFigure } from "./figure.ts";
export { figureCsv } from "./figure-csv.ts";
export { type FigureContext, figureHtml } from "./figure-html.ts";
export type { FigureOptions } from "./figure-options.ts";
export { FIGURES } from "./figures.ts";
