import type { CellSums } from "./cell-sums.ts";
import type { Cell, CellIds } from "./study.ts";

/** The numbers of a cell from its sums: of the same integers the same doubles, wherever they were added up. */
export function cellOfSums(ids: CellIds, { n, right, confidence, squaredError, nll, correctProb }: CellSums): Cell {
  const meanOf = (total: bigint | null) => (total === null ? null : Number(total) / n / 1e9);
  return {
    ...ids,
    accuracy: right / n,
    n,
    confidence: meanOf(confidence),
    correctProb: meanOf(correctProb),
    brier: squaredError === null ? null : Number(squaredError) / n / 1e18,
    nll: meanOf(nll),
  };
}
