import type { Root } from "hast";
import { visit } from "unist-util-visit";

/** Marks links that leave the report as external, and gives the page they lead to no hold on this one. */
export function rehypeExternalLinks() {
  return (tree: Root): void =>
    visit(tree, "element", ({ tagName, properties }) => {
      if (tagName === "a" && /^(https?:)?\/\//i.test(String(properties.href ?? "")))
        properties.rel = ["external", "noopener"];
    });
}
