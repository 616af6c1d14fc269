import type { Element, Root } from "hast";
import { SKIP, visit } from "unist-util-visit";

/**
 * Puts each table into a box that scrolls by itself and can be reached by keyboard, says which head a cell belongs to, and
 * marks right-aligned cells as numbers (class `n`).
 */
export function rehypeTables() {
  return (tree: Root): void => {
    let number = 0;
    visit(tree, "element", (node, index, parent) => {
      if (node.tagName !== "table" || !parent || index === undefined) return;
      visit(node, "element", (cell) => {
        if (cell.tagName === "th") cell.properties.scope = "col";
        if (cell.properties.align === "right") cell.properties.className = ["n"];
        delete cell.properties.align;
      });
      number += 1;
      const properties = { className: ["table"], tabIndex: 0, role: "region", ariaLabel: `Table ${number}` };
      const box: Element = { type: "element", tagName: "div", properties, children: [node] };
      parent.children[index] = box;
      return SKIP;
    });
  };
}
