import type { Paragraph } from "mdast";
import { isOverflow } from "../overflow.ts";
import type { CompiledPage, CompileOptions } from "./compile-options.ts";
import { newPage, type Page } from "./page.ts";
import { readMarkdown } from "./read-markdown.ts";
import { referenceList } from "./reference-list.ts";
import { type Numbering, renderHtml } from "./render-html.ts";

/**
 * Compiles a page of the narrative: Markdown with directives bound to the estimates of a report, in, HTML out. A plain
 * function: same input, same page; nothing is kept between calls.
 *
 * @returns the page with all its faults; it never throws for what an author wrote. A page with faults is not to be shown
 */
export function compile(markdown: string, options: CompileOptions): CompiledPage {
  const page = newPage(options, (file, self) => readMarkdown(file, self).tree.children);
  try {
    return compiled(markdown, options, page);
  } catch (error) {
    if (!isOverflow(error)) throw error;
    page.faults.push({
      file: options.file,
      value: "something on this page, or in its commentary, nests too deeply",
      expected: "a few levels of quotes, lists, emphasis and blocks",
      todo: "Take out what was added last, or write it with fewer levels.",
    });
    return compiled("---\ntitle: unread\n---\n", options, { ...newPage(options, () => []), faults: page.faults });
  }
}

function compiled(markdown: string, options: CompileOptions, page: Page): CompiledPage {
  const { tree, values } = readMarkdown({ file: options.file, markdown }, page);
  if (values.title === undefined)
    page.faults.push({
      file: options.file,
      line: 1,
      value: "no title",
      expected: "title: … between two lines of ---",
      todo: "Add it at the top of the file.",
    });
  const numbering: Numbering = { notes: 0, figures: [], headings: [], addresses: [] };
  const phrased = (paragraphs: readonly Paragraph[]) => {
    const sentences = paragraphs.map((paragraph) => renderHtml([paragraph], numbering, options));
    return sentences.map((html) => html.replace(/^<p>|<\/p>$/g, "")).join(" ") || null;
  };
  const [answer, sure] = [phrased(page.answer), phrased(page.sure)];
  const html = renderHtml([...tree.children, ...referenceList(page)], numbering, options);
  return {
    html,
    title: values.title ?? "",
    kicker: values.kicker ?? null,
    question: values.question ?? null,
    description: values.description ?? null,
    answer,
    sure,
    headings: numbering.headings,
    addresses: numbering.addresses,
    figures: numbering.figures,
    claims: page.claims,
    estimates: [...page.quoted].sort(),
    cited: [...page.cited].sort(),
    faults: page.faults,
  };
}
