import type { Report } from "../estimates/analysis.ts";
import { drawnFigure } from "./drawn-figure.ts";
import type { SiteFigure } from "./site-figures.ts";
import { subjectHref } from "./subject-href.ts";

/** What the page of a subject draws, by the kind of subject. */
export const SUBJECT_FIGURES = {
  benchmark: "rank-persistence",
  category: "rank-persistence",
  mixture: "levels",
} as const;

/** The figures of the pages of benchmarks, categories and mixtures, in the order of the design; what cannot be drawn is left out. */
export function subjectFigures(report: Report): SiteFigure[] {
  const { benchmarks, categories, mixtures } = report.study.design;
  const subjects = { benchmark: benchmarks, category: categories, mixture: mixtures };
  return (["benchmark", "category", "mixture"] as const).flatMap((kind) =>
    subjects[kind].flatMap(({ id, label }) => {
      const figure = drawnFigure(report, SUBJECT_FIGURES[kind], { [kind]: id });
      const title = `${kind.replace(/^./, (letter) => letter.toUpperCase())}: ${label}`;
      return "missing" in figure ? [] : [{ figure, page: { href: subjectHref(kind, id)!, title } }];
    }),
  );
}
