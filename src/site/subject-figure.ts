import type { Report } from "../estimates/analysis.ts";
import { figureHtml } from "../figures/figure-html.ts";
import type { FigureOptions } from "../figures/figure-options.ts";
import { drawnFigure } from "./drawn-figure.ts";
import { figureLinks } from "./figure-links.ts";
import type { SitePart } from "./site-section.ts";

/** A figure of a generated page with all that may be taken along, or why it cannot be drawn. It is one of `siteFigures`, which have files. */
export function subjectFigure(report: Report, name: string, options: FigureOptions): SitePart {
  const figure = drawnFigure(report, name, options);
  if ("missing" in figure) return { kind: "absent", reason: figure.missing };
  return { kind: "html", html: figureHtml(figure, { links: figureLinks(figure.id) }) };
}
