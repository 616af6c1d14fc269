import type { SortedItems } from "./sorted-items.ts";

/**
 * Selective accuracy: the accuracy on the most confident `coverage` of items. A run of equal confidences at the cut enters in
 * proportion, so the order of rows cannot matter.
 *
 * @param coverage in (0, 1]
 * @see El-Yaniv & Wiener (2010), Journal of Machine Learning Research 11, 1605–1641
 */
export function accuracyAtCoverage({ correct, tieEnds, n }: SortedItems, coverage: number): number {
  const kept = coverage * n;
  let drop = n - kept;
  let right = correct.reduce((count, y) => count + y, 0);
  let start = 0;
  for (const end of tieEnds) {
    if (drop <= 0) break;
    const size = end - start;
    let rightHere = 0;
    for (let k = start; k < end; k++) rightHere += correct[k]!;
    const take = Math.min(size, drop);
    right -= (take * rightHere) / size;
    drop -= take;
    start = end;
  }
  return right / kept;
}
