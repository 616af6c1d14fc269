import type { Report } from "../estimates/analysis.ts";
import type { Figure } from "../figures/figure.ts";
import { held } from "../held.ts";
import { answerFigures } from "./answer-figures.ts";
import { type NarrativePage, narrativePages } from "./narrative-pages.ts";
import { siteReport } from "./site-report.ts";
import { subjectFigures } from "./subject-figures.ts";

/** A figure and the page on which it stands. */
export interface SiteFigure {
  readonly figure: Figure;
  readonly page: { readonly href: string; readonly title: string };
}

/**
 * Every figure of the report by its id, once: those of the narrative in reading order, the answers in small on the overview,
 * those of the pages of subjects. The first place of a figure counts.
 */
export function siteFigures(): ReadonlyMap<string, SiteFigure> {
  // the pages are compiled again with every new report
  const pages = narrativePages();
  return held("figures", [pages], () => everyFigure(siteReport(), pages));
}

function everyFigure(report: Report, pages: readonly NarrativePage[]): ReadonlyMap<string, SiteFigure> {
  const told = pages.flatMap((page) => page.figures.map((figure) => ({ figure, page })));
  const figures = new Map<string, SiteFigure>();
  for (const each of [...told, ...answerFigures(report, pages), ...subjectFigures(report)])
    if (!figures.has(each.figure.id)) figures.set(each.figure.id, each);
  return figures;
}
