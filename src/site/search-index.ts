import { readFileSync } from "node:fs";
import { join } from "node:path";
import { close, createIndex } from "pagefind";
import { writeBelow } from "../files.ts";

/** Where the index stands in the site; the search of the pages looks for it beside the folder of the search page. */
export const SEARCH_FOLDER = "pagefind";

/**
 * Left out: groups of estimates (thousands of rows of numbers, found by their ids), frozen releases (the newest pages answer a
 * search), figures alone (they are found on their page), the search page itself, and what is no page.
 */
const LEFT_OUT = /^(404\.html$|estimates\/.+\/|figures\/|v\/|search\/|\.)/;

/**
 * Parts of a page that are not prose: words in charts and tables of numbers would find every page for every benchmark. Tables of
 * words are prose; of tables that lead to other pages the names are taken.
 */
const EXCLUDED = [
  ...["svg", "nav", "math", ".anchor", ".tools", ".sn", ".kicker", ".groups", "main > aside"],
  ...["table:not(.words):not(.names)", "table.names thead", "table.names td"],
];

/** Pagefind's own search forms and its highlighter; the report has a form of its own. */
const UNUSED = /^pagefind-(.*ui|highlight)\b/;

/**
 * Indexes the pages of a built site for the search in the browser: words, with headings and figures as places of their own.
 * The same pages give the same bytes.
 *
 * @param site the built folder; the index is written into it
 * @param pages paths of HTML files from the root of the site
 * @throws {Error} when Pagefind cannot read a page
 */
export async function writeSearchIndex(site: string, pages: readonly string[]): Promise<void> {
  const created = await createIndex({ rootSelector: "main", excludeSelectors: EXCLUDED, forceLanguage: "en" });
  try {
    const index = created.index;
    if (!index) throw new Error(`the search index was not made: ${created.errors.join("; ")}`);
    // One after the other and in a fixed order: the numbers that pages get in the index follow it.
    for (const page of pages.filter((path) => !LEFT_OUT.test(path)).toSorted()) {
      const { errors } = await index.addHTMLFile({
        sourcePath: page,
        content: named(readFileSync(join(site, page), "utf8")),
      });
      if (errors.length > 0) throw new Error(`${page} was not indexed for search: ${errors.join("; ")}`);
    }
    const { files, errors } = await index.getFiles();
    if (errors.length > 0) throw new Error(`the search index was not made: ${errors.join("; ")}`);
    for (const { path, content } of files.filter((file) => !UNUSED.test(file.path))) {
      writeBelow(site, `${SEARCH_FOLDER}/${path}`, content);
    }
  } finally {
    await close();
  }
}

/** A page with its short name, the last of its breadcrumbs, as words of weight: its heading may be a sentence without it. */
function named(html: string): string {
  const name = /<span itemprop="name" aria-current="page">([^<]*)<\/span>/.exec(html)?.[1];
  return name === undefined ? html : html.replace(/<main\b[^>]*>/, `$&<p data-pagefind-weight="10">${name}</p>`);
}
