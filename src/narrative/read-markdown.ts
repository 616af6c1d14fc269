import type { Root } from "mdast";
import { remark } from "remark";
import remarkDirective from "remark-directive";
import remarkGfm from "remark-gfm";
import { expand } from "./expand.ts";
import { fences } from "./fences.ts";
import { type FrontmatterKey, frontmatter } from "./frontmatter.ts";
import { headingIds } from "./heading-ids.ts";
import { markdownLimits } from "./markdown-limits.ts";
import { math } from "./math.ts";
import type { Page, SourceFile } from "./page.ts";
import { plainHtml } from "./plain-html.ts";
import { safeAddresses } from "./safe-addresses.ts";

export interface ReadMarkdown {
  readonly tree: Root;
  readonly values: Readonly<Partial<Record<FrontmatterKey, string>>>;
}

/** Markdown as a tree without directives: parsed, made safe, its headings given ids, its directives expanded. Faults go to the page. */
export function readMarkdown({ file, markdown }: SourceFile, page: Page): ReadMarkdown {
  const { values, body, faults } = frontmatter({ file, text: markdown.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n") });
  page.faults.push(...faults);
  const limit = markdownLimits(body);
  if (limit !== null) {
    page.faults.push(limit);
    return { tree: { type: "root", children: [] }, values };
  }
  const tree = PARSER.parse(body.text);
  plainHtml(tree);
  safeAddresses(tree, body, page);
  fences(tree, body, page);
  headingIds(tree, page);
  math(tree, body, page);
  expand(tree, body, page);
  return { tree, values };
}

const PARSER = remark().use(remarkGfm).use(remarkDirective);
