import type { Code, InlineCode, Root, Text } from "mdast";
import { SKIP, visit } from "unist-util-visit";
import { mathml } from "./mathml.ts";
import type { Page } from "./page.ts";
import { faultAt, type SourceText, sliceOf } from "./source-text.ts";

/**
 * Formulas: code between dollar signs, ``$`…`$``, in a line, and a block of code in the language `math` as a line of its own.
 * So no mark of Markdown can be mistaken for TeX, and what shows the file elsewhere knows both. TeX that cannot be read is a
 * fault at its character.
 */
export function math(tree: Root, source: SourceText, page: Page): void {
  visit(tree, "code", (node, index, parent) => {
    if (node.lang !== "math" || !parent || index === undefined) return;
    const html = formula(node, true, source, page);
    parent.children[index] = { type: "html", value: `<div class="formula">${html}</div>` };
    return SKIP;
  });
  visit(tree, "inlineCode", (node, index, parent) => {
    if (!parent || index === undefined) return;
    const [before, after] = [parent.children[index - 1], parent.children[index + 1]];
    if (before?.type !== "text" || after?.type !== "text") return;
    if (!before.value.endsWith("$") || !after.value.startsWith("$")) return;
    const html = formula(node, false, source, page);
    parent.children.splice(index, 1, { type: "html", value: html });
    (before as Text).value = before.value.slice(0, -1);
    (after as Text).value = after.value.slice(1);
    return SKIP;
  });
}

function formula(node: Code | InlineCode, isDisplayed: boolean, source: SourceText, page: Page): string {
  const { html, problem } = mathml(node.value, isDisplayed);
  if (problem !== null) {
    const start = node.position?.start.offset ?? 0;
    const inside = Math.max(0, sliceOf(source, node).indexOf(node.value));
    const todo = "Mend the formula.";
    page.faults.push(
      faultAt(source, start + inside + problem.offset, {
        value: `the formula: ${problem.message}`,
        expected: "TeX",
        todo,
      }),
    );
  }
  return html;
}
