/** Words that begin alike for so many letters may be forms of one another: `rank`, `rankings`. */
const ALIKE = 3;

/**
 * Whether the words that were found have each word of a search, or one that begins like it. Pagefind cuts letters off a word
 * that no page has until one is found, and would answer `zzzz` with every `z`.
 *
 * @param found words as they stand on the page
 * @param search what was typed
 */
export function hasWords(found: readonly string[], search: string): boolean {
  const forms = found.flatMap((word) => [plain(word), ...word.split(/[^\p{L}\p{N}]+/u).map(plain)]);
  const wanted = search
    .split(/\s+/)
    .map(plain)
    .filter((word) => word !== "");
  return wanted.every((word) => forms.some((form) => form.startsWith(word.slice(0, ALIKE))));
}

/** Lower case, without accents and marks. */
function plain(word: string): string {
  return word
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();
}
