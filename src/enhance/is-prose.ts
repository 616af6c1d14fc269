import { sortKey } from "./sort-key.ts";

/** A name has no more words than this. */
const LONGEST_NAME = 6;

/**
 * Whether the cells of a column are sentences or lists, which no one wants in the order of their first letters.
 *
 * @param texts the cells' words
 * @param isWords whether the whole table is words: then one sentence is enough, and a number at the beginning is part of it;
 *   else most cells are sentences, and none begins with a number
 */
export function isProse(texts: readonly string[], isWords: boolean): boolean {
  const sentences = texts.filter((text) => text.trim().split(/\s+/).length > LONGEST_NAME);
  if (isWords) return sentences.length > 0;
  return 2 * sentences.length > texts.length && texts.every((text) => typeof sortKey(text) !== "number");
}
