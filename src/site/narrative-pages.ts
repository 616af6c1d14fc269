import { join, relative } from "node:path";
import type { Report } from "../estimates/analysis.ts";
import { type Fault, FaultError } from "../faults.ts";
import { figureHtml } from "../figures/figure-html.ts";
import { FIGURES } from "../figures/figures.ts";
import { unitHtml } from "../figures/unit-html.ts";
import { readBelow } from "../files.ts";
import { held } from "../held.ts";
import { type CompiledPage, compile, type ReadBibliography } from "../narrative/index.ts";
import { studyWords } from "../study/study-words.ts";
import type { UnitWords } from "../study/unit-words.ts";
import { estimateHref } from "./estimate-href.ts";
import { figureLinks } from "./figure-links.ts";
import { glossaryTerms } from "./glossary-terms.ts";
import { siteInputs } from "./inputs.ts";
import { linkTerms } from "./link-terms.ts";
import { PLACES } from "./navigation.ts";
import { plainText } from "./plain-text.ts";
import { siteBibliography } from "./site-bibliography.ts";
import { siteReport } from "./site-report.ts";
import { subjectHref } from "./subject-href.ts";

/** A page of the narrative with its place in the site. */
export interface NarrativePage extends Omit<CompiledPage, "description"> {
  /** the name of its Markdown file: `rq1` */
  readonly name: string;
  readonly href: string;
  /** plain text: what the page says of itself, or else its answer */
  readonly description: string;
}

interface Source {
  readonly name: string;
  readonly href: string;
  readonly file: string;
  /** null where the file is missing */
  readonly markdown: string | null;
  readonly commentary: { readonly file: string; readonly markdown: string } | null;
}

/**
 * All pages of the narrative, compiled against the report, in reading order. Compiled again when a file or the report has
 * changed.
 *
 * @throws {FaultError} with the faults of all pages together
 */
export function narrativePages(): readonly NarrativePage[] {
  const [{ build }, report] = [siteInputs(), siteReport()];
  if (build !== null) return held("narrative", [build], () => compileAll(readSources(), siteBibliography(), report));
  const [sources, read] = [readSources(), siteBibliography()];
  const key = JSON.stringify([sources, [...read.bibliography.values()], read.faults]);
  return held("narrative", [report, key], () => compileAll(sources, read, report));
}

function readSources(): Source[] {
  const { content, data } = siteInputs();
  const shown = (path: string) => relative(process.cwd(), path).replace(/^\.\.\/.*/, path);
  return PLACES.flatMap(({ href, content: name }) => {
    if (name === undefined) return [];
    const [file, own] = [join(content, `${name}.md`), join(data, "commentary", `${name}.md`)];
    const said = readBelow(data, join("commentary", `${name}.md`));
    const commentary = said === null ? null : { file: shown(own), markdown: said };
    return [{ name, href, file: shown(file), markdown: readBelow(content, `${name}.md`), commentary }];
  });
}

function compileAll(sources: readonly Source[], read: ReadBibliography, report: Report): NarrativePage[] {
  const faults: Fault[] = [...read.faults];
  const pages: NarrativePage[] = [];
  for (const { name, href, file, markdown, commentary } of sources) {
    if (markdown === null) {
      const todo = "Write it, or choose another folder with --content.";
      faults.push({ file, value: "the file is missing", expected: "a page of the narrative", todo });
      continue;
    }
    const page = compile(markdown, {
      file,
      report,
      commentary,
      bibliography: read.bibliography,
      estimateHref,
      subjectHref,
      figureNames: Object.keys(FIGURES),
      figures: (figure, options) => FIGURES[figure]!(report, options),
      figureHtml: (figure, number) => figureHtml(figure, { number, links: figureLinks(figure.id) }),
    });
    faults.push(...page.faults);
    pages.push({ ...page, name, href, description: page.description ?? plainText(page.answer ?? page.title) });
  }
  if (faults.length > 0) throw new FaultError(faults);
  const glossary = pages.find(({ name }) => name === "glossary");
  const terms = glossary ? glossaryTerms(glossary, glossary.href) : [];
  const linked = pages.map((page) => (page === glossary ? page : { ...page, html: linkTerms(page.html, terms) }));
  const words = studyWords(report.study.design);
  return words === null ? linked : linked.map((page) => inUnitWords(page, words));
}

/** A page in the study's own word for “mixture”. Its figures are so already. */
function inUnitWords(page: NarrativePage, words: UnitWords): NarrativePage {
  const said = (text: string | null) => text && unitHtml(text, words);
  return {
    ...page,
    html: unitHtml(page.html, words),
    title: words(page.title),
    kicker: said(page.kicker),
    question: said(page.question),
    description: words(page.description),
    answer: said(page.answer),
    sure: said(page.sure),
    headings: page.headings.map((heading) => ({ ...heading, text: words(heading.text) })),
    claims: page.claims.map((claim) => ({ ...claim, text: words(claim.text) })),
  };
}
