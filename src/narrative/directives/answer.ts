import { visit } from "unist-util-visit";
import type { Directive } from "../directive.ts";

/** `:::answer`: the answer in two sentences; it is taken out of the body, and stands where the layout puts it. */
export const answer: Directive = {
  forms: ["container"],
  label: null,
  attributes: [],
  expand: ({ node, page, expandInside, fault }) => {
    if (page.answer.length > 0) fault("a second :::answer", "one on a page", "Join them.");
    expandInside();
    visit(node, "phrase", ({ data }) => {
      if ((data.hProperties.className as string[] | undefined)?.includes("cite"))
        fault(":cite in :::answer", "an answer that can stand on other pages", "Cite below the answer.");
    });
    for (const child of node.children)
      if (child.type === "paragraph") page.answer.push(child);
      else fault(`a ${child.type} in :::answer`, "sentences", "Write it below the answer.");
    return [];
  },
};
