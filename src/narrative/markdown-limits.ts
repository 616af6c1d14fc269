import type { Fault } from "../faults.ts";
import { faultAt, type SourceText } from "./source-text.ts";

const LONGEST_PAGE = 200_000;
/** Characters before the first word of a line: each level of a quote or list takes one or more. */
const LONGEST_INDENT = 200;
const MOST_BLOCKS = 100;
/** Marks that may be the half of a pair, in one paragraph or table. */
const MOST_MARKS = 2_000;

/**
 * Looks at Markdown before it is parsed. The time of the parser grows with the square or cube of what is nested and of what may be a
 * pair, and its stack with the depth; no page that a person writes comes near.
 *
 * @returns the first thing that is too deep or too long, at its line; null for any usual page
 */
export function markdownLimits(source: SourceText): Fault | null {
  const { text } = source;
  if (text.length > LONGEST_PAGE) {
    const value = `the page has ${text.length} characters`;
    return faultAt(source, 0, { value, expected: `at most ${LONGEST_PAGE}`, todo: "Make several pages of it." });
  }
  const unseen = text.search(UNSEEN_CONTROL);
  if (unseen >= 0) {
    const value = `the character ${JSON.stringify(text[unseen])} stands here`;
    return faultAt(source, unseen, { value, expected: "characters that are seen", todo: "Delete it." });
  }
  let [start, blocks, marks] = [0, 0, 0];
  for (const line of text.split("\n")) {
    const rest = line.replace(INDENT, "");
    if (line.length - rest.length > LONGEST_INDENT) {
      const expected = `at most ${LONGEST_INDENT} characters of indentation and marks`;
      return faultAt(source, start, { value: "quotes or lists nest too deeply", expected, todo: FLATTEN });
    }
    if (/^:{3,}[a-z]/i.test(rest)) blocks++;
    else if (/^:{3,}[ \t]*$/.test(rest)) blocks = Math.max(0, blocks - 1);
    if (blocks > MOST_BLOCKS) {
      const expected = `at most ${MOST_BLOCKS} open at once`;
      return faultAt(source, start, { value: "blocks of ::: nest too deeply", expected, todo: "Close each by :::." });
    }
    const begins = rest.trim() === "" || NEW_BLOCK.test(line);
    marks = (begins ? 0 : marks) + (rest.match(MARKS)?.length ?? 0);
    if (marks > MOST_MARKS) {
      const value = "the paragraph that ends here has too many marks such as * and [";
      return faultAt(source, start, { value, expected: `at most ${MOST_MARKS}`, todo: "Make several of it." });
    }
    start += line.length + 1;
  }
  return null;
}

/** No page of HTML may hold these. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSEEN_CONTROL = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/;
const INDENT = /^(?:[ \t]|>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))*/;
const MARKS = /[*_~`![\]<:]/g;
/** A heading, or an item of a list, ends the paragraph before it. */
const NEW_BLOCK = /^ {0,3}(?:#{1,6}|[-*+]) +\S/;
const FLATTEN = "Write it with fewer levels.";
