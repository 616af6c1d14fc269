import type { Nodes, Root } from "mdast";
import { visit } from "unist-util-visit";
import type { Page } from "./page.ts";

/**
 * Gives every heading its id, made of its words as the author wrote them. Words that come from directives are left out:
 * they follow the data, and an address must not.
 */
export function headingIds(tree: Root, page: Page): void {
  const next = new Map<string, number>();
  visit(tree, "heading", (node) => {
    const slug =
      fixedText(node)
        .toLowerCase()
        .normalize("NFKD")
        .replace(/[^\p{L}\p{N}]+/gu, "-")
        .replace(/^-|-$/g, "") || "section";
    let id = slug;
    let k = next.get(slug) ?? 2;
    while (page.usedIds.has(id)) id = `${slug}-${k++}`;
    next.set(slug, k);
    page.usedIds.add(id);
    node.data = { ...node.data, hProperties: { id } };
  });
}

function fixedText(node: Nodes): string {
  if (node.type === "textDirective") return "";
  if ("value" in node) return node.value;
  return "children" in node ? node.children.map(fixedText).join("") : "";
}
