import type { Report } from "../estimates/analysis.ts";
import { drawnFigure } from "./drawn-figure.ts";
import type { NarrativePage } from "./narrative-pages.ts";
import type { SiteFigure } from "./site-figures.ts";

/** The small figures that show the answers on the overview, in its order; what cannot be drawn is left out. */
export function answerFigures(report: Report, pages: readonly NarrativePage[]): SiteFigure[] {
  const overview = pages.find(({ href }) => href === "/");
  if (!overview) return [];
  return pages
    .filter(({ name }) => /^rq\d$/.test(name))
    .flatMap(({ name }) => {
      const figure = drawnFigure(report, `answer-${name}`, {});
      return "missing" in figure ? [] : [{ figure, page: overview }];
    });
}
