import { formatNumber } from "../../estimates/format-number.ts";
import type { Directive } from "../directive.ts";
import { text } from "../nodes.ts";
import { numberWord } from "../number-word.ts";
import { readSelection } from "../read-selection.ts";

/**
 * `:count[GLOB]{where of words one many}`: how many estimates of the glob fulfil the condition: "9", with `of` "9 of 20" or "none of 20",
 * with `words` "nine", with `one` and `many` the noun in its number.
 */
export const count: Directive = {
  forms: ["text"],
  label: "ids of estimates, with * for any part",
  attributes: ["where", "of", "words", "one", "many"],
  expand: (use) => {
    const selection = readSelection(use);
    if (!selection) return [];
    const { of, words } = use.attributes;
    const numbers = of === undefined ? [selection.chosen.length] : [selection.chosen.length, selection.all.length];
    const print =
      words !== undefined && numbers.every((number) => number <= 12) ? numberWord : (n: number) => formatNumber(n, 0);
    return [
      text(
        numbers
          .map((number, k) => (number === 0 && k === 0 && of !== undefined ? "none" : print(number)))
          .join(" of ") + noun(use.attributes, numbers.at(-1)!),
      ),
    ];
  },
};

/** The noun after a number, from the attributes `one` and `many`; with its space, or empty. */
export function noun({ one, many }: Readonly<Record<string, string>>, number: number): string {
  const word = number === 1 ? (one ?? many) : many;
  return word === undefined ? "" : ` ${word}`;
}
