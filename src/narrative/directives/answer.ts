import type { Paragraph } from "mdast";
import { visit } from "unist-util-visit";
import type { Directive } from "../directive.ts";
import type { Page } from "../page.ts";

/** `:::answer`: the answer in a sentence or two; it is taken out of the body, and stands where the layout puts it. */
export const answer: Directive = takenOut("answer", (page) => page.answer);

/** `:::sure`: how sure the answer is and what qualifies it, in a sentence or two; taken out like the answer. */
export const sure: Directive = takenOut("sure", (page) => page.sure);

/** A block of paragraphs that the page keeps apart from its body. They may stand on other pages too, so they lead to nothing on this one. */
function takenOut(name: string, kept: (page: Page) => Paragraph[]): Directive {
  return {
    forms: ["container"],
    label: null,
    attributes: [],
    expand: ({ node, page, expandInside, fault }) => {
      const paragraphs = kept(page);
      if (paragraphs.length > 0) fault(`a second :::${name}`, "one on a page", "Join them.");
      expandInside();
      visit(node, "phrase", ({ data }) => {
        if ((data.hProperties.className as string[] | undefined)?.includes("cite"))
          fault(`:cite in :::${name}`, "sentences that can stand on other pages", "Cite in the body of the page.");
      });
      for (const child of node.children)
        if (child.type === "paragraph") paragraphs.push(child);
        else fault(`a ${child.type} in :::${name}`, "sentences", `Write it below the :::${name}.`);
      return [];
    },
  };
}
