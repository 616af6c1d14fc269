import type { Root } from "mdast";
import { SKIP, visit } from "unist-util-visit";

/** HTML that an author writes shows as the text that it is; comments are left out. Only the report itself draws with HTML. */
export function plainHtml(tree: Root): void {
  visit(tree, "html", (node, index, parent) => {
    if (!parent || index === undefined) return;
    const shown = node.value.replace(/<!--[\s\S]*?(-->|$)/g, "");
    const isInline = parent.type === "paragraph" || parent.type === "heading" || !FLOW.has(parent.type);
    const text = { type: "text", value: shown } as const;
    const nodes = shown.trim() === "" ? [] : [isInline ? text : ({ type: "paragraph", children: [text] } as const)];
    parent.children.splice(index, 1, ...(nodes as typeof parent.children));
    return [SKIP, index + nodes.length];
  });
}

const FLOW: ReadonlySet<string> = new Set([
  "root",
  "blockquote",
  "listItem",
  "containerDirective",
  "footnoteDefinition",
]);
