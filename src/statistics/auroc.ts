import type { SortedItems } from "./sorted-items.ts";

/**
 * Area under the ROC curve of confidence for correctness: the chance that a right answer has more confidence than a wrong
 * one, ties counting ½ (Mann–Whitney).
 *
 * @returns in [0, 1]; null when all answers are right or all are wrong
 * @see Hanley & McNeil (1982), Radiology 143(1), 29–36
 */
export function auroc({ correct, tieEnds, n }: SortedItems): number | null {
  let [right, wrong, doubled, start] = [0, 0, 0, 0];
  for (const end of tieEnds) {
    let rightHere = 0;
    for (let k = start; k < end; k++) rightHere += correct[k]!;
    const wrongHere = end - start - rightHere;
    doubled += rightHere * (2 * wrong + wrongHere);
    right += rightHere;
    wrong += wrongHere;
    start = end;
  }
  return right === 0 || right === n ? null : doubled / (2 * right * wrong);
}
