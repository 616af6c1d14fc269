import type { PhrasingContent } from "mdast";
import { nearest } from "../../nearest.ts";
import type { Bibliography, Reference } from "../bibliography.ts";
import type { Directive } from "../directive.ts";
import { type Phrase, phrase, text } from "../nodes.ts";

/**
 * `:cite[KEY]`: “(Spearman, 1904)”, linked to the entry in the list of references at the end of the page; `:cite[KEY; KEY]`
 * for several; with `in-text` “Spearman (1904)”, as part of a sentence.
 */
export const cite: Directive = {
  forms: ["text"],
  label: "keys of the bibliography",
  attributes: ["in-text"],
  expand: ({ label, attributes, page, fault }) => {
    const sources: Bibliography = page.options.bibliography ?? new Map();
    const keys = label.split(";").map((key) => key.trim());
    const unknown = keys.filter((key) => !sources.has(key));
    for (const key of unknown) {
      const similar = nearest(key, sources.keys());
      const todo = similar ? `Did you mean ${similar}?` : "Add it to bibliography.json.";
      fault(`:cite[${key}]`, "the key of a source in the bibliography", todo);
    }
    if (unknown.length > 0) return [];
    for (const key of keys) page.cited.add(key);
    const isInText = attributes["in-text"] !== undefined;
    const links = keys.map((key) => link(sources.get(key)!, isInText));
    return isInText ? joined(links, " and ") : [text("("), ...joined(links, "; "), text(")")];
  },
};

function link({ key, authors, year, text: entry }: Reference, isInText: boolean): Phrase {
  const words = isInText ? `${authors.replace(" & ", " and ")} (${year})` : `${authors}, ${year}`;
  return phrase("a", { className: ["cite"], href: `#ref-${key}`, title: entry }, [text(words)]);
}

function joined(links: readonly Phrase[], between: string): PhrasingContent[] {
  return links.flatMap((node, k): PhrasingContent[] => (k === 0 ? [node] : [text(between), node]));
}
