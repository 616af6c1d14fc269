/**
 * Ranks 1…n from the smallest value; equal values share the mean of their ranks.
 *
 * @param values finite, any order
 */
export function midRanks(values: readonly number[]): number[] {
  const n = values.length;
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Array<number>(n).fill(0);
  for (let i = 0; i < n; ) {
    let end = i + 1;
    while (end < n && values[order[end]!] === values[order[i]!]) end++;
    for (let k = i; k < end; k++) ranks[order[k]!] = (i + 1 + end) / 2;
    i = end;
  }
  return ranks;
}
