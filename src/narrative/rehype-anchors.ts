import type { Element, Nodes, Root } from "hast";
import { visit } from "unist-util-visit";
import type { Numbering } from "./render-html.ts";

/** Gives every heading a link to itself, and collects headings and linkable ids (headings, claims, figures) in document order. */
export function rehypeAnchors({ headings, addresses }: Pick<Numbering, "headings" | "addresses">) {
  return (tree: Root): void =>
    visit(tree, (node) => {
      const data = node.data as { address?: string } | undefined;
      if (data?.address) addresses.push(data.address);
      if (node.type !== "element" || typeof node.properties.id !== "string") return;
      const { id } = node.properties;
      if (id.startsWith("claim-")) addresses.push(id);
      const depth = /^h([1-6])$/.exec(node.tagName)?.[1];
      if (!depth) return;
      const text = words(node).replace(/\s+/g, " ").trim();
      addresses.push(id);
      headings.push({ depth: Number(depth), id, text });
      node.children.push({ type: "text", value: " " }, anchor(id, text));
    });
}

function anchor(id: string, text: string): Element {
  const properties = { className: ["anchor"], href: `#${id}`, ariaLabel: `Link to the section ${text}` };
  return { type: "element", tagName: "a", properties, children: [{ type: "text", value: "#" }] };
}

/** The text of a heading, without its notes. */
function words(node: Nodes): string {
  if (node.type === "text") return node.value;
  if (node.type === "element" && (node.tagName === "small" || node.tagName === "sup")) return "";
  return "children" in node ? node.children.map(words).join("") : "";
}
