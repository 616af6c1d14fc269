import type { PhrasingContent } from "mdast";
import type { Directive } from "../directive.ts";

/** `:note[…]`: a numbered sidenote, in the margin where there is room and in the text where there is none. */
export const note: Directive = {
  forms: ["text"],
  label: "the note",
  attributes: [],
  expand: ({ node }) => [{ type: "sidenote", children: node.children as PhrasingContent[] }],
};
