import type { PhrasingContent } from "mdast";
import type { Directive } from "../directive.ts";
import { text } from "../nodes.ts";
import { readSelection } from "../read-selection.ts";
import { subjectLink } from "../subject-link.ts";

/** More names than these are no sentence. */
const MOST_NAMED = 20;

/**
 * `:list[GLOB]{where max order else}`: "Taxonomy, Habitat and Addition": what the stars stand for, largest value first
 * (smallest with `order=ascending`), undefined ones last; `max` (20 where it is not said) names that many and counts the rest; `else` when empty.
 */
export const list: Directive = {
  forms: ["text"],
  label: "ids of estimates, with * for any part",
  attributes: ["where", "max", "order", "else"],
  expand: (use) => {
    const { attributes, fault, label, page } = use;
    const selection = readSelection(use);
    if (!selection) return [];
    const direction = attributes.order === "ascending" ? 1 : -1;
    const sorted = selection.chosen.toSorted((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
      return (a.value - b.value) * direction;
    });
    const max = attributes.max === undefined ? MOST_NAMED : Number(attributes.max);
    if (attributes.max !== undefined && !(Number.isInteger(max) && max >= 1)) {
      fault(`max=${attributes.max}`, "a whole number from 1", "Mend it.", { attribute: "max", offset: 0 });
      return [];
    }
    if (sorted.length === 0) {
      if (attributes.else === undefined)
        fault(`:list[${label}] is empty here`, "something to list, or a text for nothing", 'Add else="…".');
      return [text(attributes.else ?? "")];
    }
    const most = sorted.length === max + 1 ? sorted.length : max; // "and 1 more" takes the room of the one
    const shown: PhrasingContent[] = sorted.slice(0, most).map((estimate) => subjectLink(label, estimate, page));
    if (sorted.length > most) shown.push(text(`${sorted.length - most} more`));
    return shown.flatMap((node, k) => (k === 0 ? [node] : [text(k === shown.length - 1 ? " and " : ", "), node]));
  },
};
