import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../estimates/analysis.ts";
import type { Figure } from "../figures/figure.ts";
import type { FigureOptions } from "../figures/figure-options.ts";
import { FIGURES } from "../figures/figures.ts";
import { svgPng } from "../figures/svg-png.ts";
import { writeBelow } from "../files.ts";
import { studyWords } from "../study/study-words.ts";
import { absoluteAddress } from "./absolute-address.ts";
import { cardPath } from "./card-path.ts";
import { type Card, cardSvg, fitsCard } from "./card-svg.ts";
import { drawnFigure } from "./drawn-figure.ts";
import { type NarrativePage, narrativePages } from "./narrative-pages.ts";
import { PLACES } from "./navigation.ts";
import { pageHead } from "./page-head.ts";
import { plainText } from "./plain-text.ts";
import { siteReport } from "./site-report.ts";
import { SUBJECT_FIGURES } from "./subject-figures.ts";
import { subjectHref } from "./subject-href.ts";

/**
 * Draws cards into a built site: of the pages of the navigation always, of subjects where the study has an address, because a
 * preview finds its picture by a whole address only, and there may be hundreds of subjects.
 */
export async function writeCards(site: string): Promise<void> {
  const cards = absoluteAddress("/") === null ? placeCards(site) : [...placeCards(site), ...subjectCards()];
  await Promise.all(
    cards.map(async ({ href, ...card }) => {
      writeBelow(site, cardPath(href)!, await svgPng(cardSvg({ ...card, study: studyLine() }), 1));
    }),
  );
}

type PageCard = Omit<Card, "study"> & { readonly href: string };

const studyLine = () => {
  const { title, version } = siteReport().study.design;
  return `${title}, version ${version}`;
};

/** What a generated list shows at its best. */
const LIST_FIGURES: Readonly<Record<string, string>> = { "/guidance/": "answer-rq2" };

function placeCards(site: string): PageCard[] {
  const report = siteReport();
  const words = studyWords(report.study.design) ?? String;
  const pages = new Map(narrativePages().map((page) => [page.href, page]));
  return PLACES.map(({ href, label }) => {
    const page = pages.get(href);
    if (page) return narrativeCard(report, page, words(label));
    const figure = drawn(report, LIST_FIGURES[href], {});
    return { href, kicker: words(label), ...pageHead(readFileSync(join(site, href, "index.html"), "utf8")), figure };
  });
}

function narrativeCard(report: Report, page: NarrativePage, label: string): PageCard {
  const { href, name, title, kicker, answer, description, figures } = page;
  return {
    href,
    kicker: kicker === null ? label : plainText(kicker),
    title,
    words: answer === null ? description : plainText(answer),
    figure: drawn(report, name === "overview" ? "answer-rq1" : `answer-${name}`, {}) ?? figures.find(fitsCard) ?? null,
  };
}

function subjectCards(): PageCard[] {
  const report = siteReport();
  const { design } = report.study;
  const words = studyWords(design) ?? String;
  return (["benchmark", "category", "mixture"] as const).flatMap((kind) => {
    const rows = { benchmark: design.benchmarks, category: design.categories, mixture: design.mixtures }[kind];
    return rows.map(({ id, label }) => ({
      href: subjectHref(kind, id)!,
      kicker: words(SUBJECTS[kind].name),
      title: label,
      words: words(SUBJECTS[kind].words),
      figure: drawn(report, SUBJECT_FIGURES[kind], { [kind]: id }),
    }));
  });
}

const SUBJECTS = {
  benchmark: {
    name: "Benchmark",
    words: "Its levels, how repeatable it is, what its scores before predict after, its calibration.",
  },
  category: {
    name: "Category of benchmarks",
    words: "Whether its benchmarks agree, and whether the order of mixtures on it lasts.",
  },
  mixture: {
    name: "Pretraining mixture",
    words: "Its weights, its place among the mixtures, its levels and calibration.",
  },
} as const;

function drawn(report: Report, name: string | undefined, options: FigureOptions): Figure | null {
  if (name === undefined || !FIGURES[name]) return null;
  const figure = drawnFigure(report, name, options);
  return "missing" in figure || !fitsCard(figure) ? null : figure;
}
