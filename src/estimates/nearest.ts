/**
 * The candidate that takes the fewest edits (insert, delete, replace) from a word, for "did you mean …?". The first of
 * equals in the order given.
 *
 * @returns null when none is within 40 % of the word's length
 */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  let best: string | null = null;
  let limit = Math.floor(Math.max(word.length, 3) * 0.4) + 1;
  for (const candidate of candidates) {
    const distance = edits(word, candidate, limit);
    if (distance < limit) {
      best = candidate;
      limit = distance;
    }
  }
  return best;
}

/** Levenshtein's distance, given up at `limit`. */
function edits(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    if (Math.min(...next) >= limit) return limit;
    row = next;
  }
  return row[b.length]!;
}
