import type { Report } from "../estimates/analysis.ts";
import type { Figure } from "../figures/figure.ts";
import { FIGURES } from "../figures/figures.ts";
import { svgPng } from "../figures/svg-png.ts";
import { writeBelow } from "../files.ts";
import { studyWords } from "../study/study-words.ts";
import { absoluteAddress } from "./absolute-address.ts";
import { cardPath } from "./card-path.ts";
import { type Card, cardSvg } from "./card-svg.ts";
import { narrativePages } from "./narrative-pages.ts";
import { plainText } from "./plain-text.ts";
import { siteReport } from "./site-report.ts";
import { subjectHref } from "./subject-href.ts";

/**
 * Draws cards into a built site: of the pages of the narrative always, of subjects where the study has an address, because a
 * preview finds its picture by a whole address only, and there may be hundreds of subjects.
 */
export async function writeCards(site: string): Promise<void> {
  await Promise.all(
    cards().map(async ({ href, ...card }) => {
      writeBelow(site, cardPath(href)!, await svgPng(cardSvg(card), 1));
    }),
  );
}

function cards(): (Card & { readonly href: string })[] {
  const report = siteReport();
  const { design } = report.study;
  const words = studyWords(design) ?? String;
  const study = `${design.title}, version ${design.version}`;
  const pages = narrativePages().map(({ href, name, title, answer, description }) => ({
    href,
    title,
    words: answer === null ? description : plainText(answer),
    figure: drawn(report, name === "overview" ? "answer-rq1" : `answer-${name}`, {}),
    study,
  }));
  const subjects = (["benchmark", "category", "mixture"] as const).flatMap((kind) => {
    const rows = { benchmark: design.benchmarks, category: design.categories, mixture: design.mixtures }[kind];
    return rows.map(({ id, label }) => ({
      href: subjectHref(kind, id)!,
      title: label,
      words: words(SUBJECTS[kind]),
      figure: kind === "mixture" ? null : drawn(report, "rank-persistence", { [kind]: id }),
      study,
    }));
  });
  return absoluteAddress("/") === null ? pages : [...pages, ...subjects];
}

const SUBJECTS = {
  benchmark: "A benchmark: its levels, how repeatable it is, what its scores before predict after, its calibration.",
  category: "A category of benchmarks: whether they agree, and whether the order of mixtures on it lasts.",
  mixture: "A pretraining mixture: its weights, its place among the mixtures, its levels and calibration.",
} as const;

function drawn(report: Report, name: string, options: Readonly<Record<string, string>>): Figure | null {
  const figure = FIGURES[name]?.(report, options);
  return figure && !("missing" in figure) ? figure : null;
}
