import leven from "leven";

/**
 * The known word that a mistyped one was most likely meant to be: the fewest edits (insert, delete, replace), case ignored,
 * the first of several; for "did you mean …?".
 *
 * @returns null when none is within two edits or two fifths of the word's length
 */
export function nearest(word: string, known: Iterable<string>): string | null {
  const wanted = word.slice(0, 200).toLowerCase();
  let best: string | null = null;
  let least = Math.max(2, Math.floor(0.4 * wanted.length)) + 1;
  for (const candidate of known) {
    const distance = leven(wanted, candidate.toLowerCase(), { maxDistance: least });
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}
