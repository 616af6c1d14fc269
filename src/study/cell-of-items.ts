import type { Cell, CellItems } from "./study.ts";

/** What the items of one cell add up to. Sums of integers, and of doubles in the order of the items: same bytes always. */
export function cellOfItems(
  ids: Pick<Cell, "mixture" | "scale" | "seed" | "stage" | "benchmark">,
  { correct, confidence, correctProb }: CellItems,
): Cell {
  const n = correct.length;
  const right = correct.reduce((total, y) => total + y, 0);
  return {
    ...ids,
    accuracy: right / n,
    n,
    confidence: confidence === null ? null : meanOf(confidence),
    correctProb: correctProb === null ? null : meanOf(correctProb),
    brier: confidence === null ? null : brier(confidence, correct),
    nll: confidence === null ? null : nll(confidence, correct),
  };
}

function meanOf(billionths: Int32Array): number {
  let total = 0; // exact: below 2⁵³ for nine million items
  for (let i = 0; i < billionths.length; i++) total += billionths[i]!;
  return total / billionths.length / 1e9;
}

/** Σ(q − y)²/n, of the chosen answer. */
function brier(confidence: Int32Array, correct: Uint8Array): number {
  let total = 0;
  for (let i = 0; i < confidence.length; i++) total += (confidence[i]! / 1e9 - correct[i]!) ** 2;
  return total / confidence.length;
}

/** −Σ log p/n in nats, p the probability given to what came true: that the chosen answer is right, or that it is wrong. */
function nll(confidence: Int32Array, correct: Uint8Array): number {
  let total = 0;
  for (let i = 0; i < confidence.length; i++) {
    const q = Math.min(1 - 1e-15, Math.max(1e-15, confidence[i]! / 1e9));
    total -= correct[i] === 1 ? Math.log(q) : Math.log1p(-q);
  }
  return total / confidence.length;
}
