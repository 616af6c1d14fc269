import type { Report } from "../estimates/analysis.ts";
import { figureHtml } from "../figures/figure-html.ts";
import type { FigureOptions } from "../figures/figure-options.ts";
import { FIGURES } from "../figures/figures.ts";
import type { SitePart } from "./site-section.ts";

/** A figure of a generated page, or why it cannot be drawn. */
export function subjectFigure(report: Report, name: string, options: FigureOptions): SitePart {
  const figure = FIGURES[name]!(report, options);
  return "missing" in figure ? { kind: "absent", reason: figure.missing } : { kind: "html", html: figureHtml(figure) };
}
