import type { Directive } from "../directive.ts";
import { text } from "../nodes.ts";
import { readSelection } from "../read-selection.ts";

/** `:proportion[GLOB]{where else}`: "none", "fewer than half", "half", "more than half" or "all" of the estimates of a glob. */
export const proportion: Directive = {
  forms: ["text"],
  label: "ids of estimates, with * for any part",
  attributes: ["where", "else", "capital"],
  expand: (use) => {
    const selection = readSelection(use);
    if (!selection) return [];
    const { all, chosen } = selection;
    if (all.length === 0 && use.attributes.else === undefined) {
      use.fault(
        `:proportion[${use.label}] selects nothing here`,
        "some estimates, or a text for none",
        'Add else="…".',
      );
      return [];
    }
    const words = all.length === 0 ? (use.attributes.else ?? "") : wordsOf(chosen.length, all.length);
    return [text(use.attributes.capital === undefined ? words : words.slice(0, 1).toUpperCase() + words.slice(1))];
  },
};

function wordsOf(part: number, whole: number): string {
  if (part === 0) return "none";
  if (part === whole) return "all";
  if (part * 2 === whole) return "half";
  return part * 2 < whole ? "fewer than half" : "more than half";
}
