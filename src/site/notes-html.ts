import type { Root as HtmlRoot } from "hast";
import rehypeStringify from "rehype-stringify";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { notesTree } from "../releases/notes-tree.ts";

/**
 * Release notes as HTML below a heading of level 2: plain Markdown, without directives; HTML in it and addresses that
 * are not safe are left out. The title is left out too, because the page says it, and other headings go two levels down.
 */
export function notesHtml(markdown: string): string {
  const tree = notesTree({ file: "notes.md", text: markdown }, []);
  const children = tree.children.filter((node) => node.type !== "heading" || node.depth > 1);
  const body = { ...tree, children };
  visit(body, "heading", (node) => {
    node.depth = Math.min(6, node.depth + 1) as typeof node.depth;
  });
  return HTML.stringify(HTML.runSync(body) as HtmlRoot);
}

const HTML = unified().use(remarkRehype).use(rehypeStringify);
