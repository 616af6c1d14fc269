import { nllBillionths } from "./nll-billionths.ts";
import type { CellItems } from "./study.ts";

/**
 * What the items of one cell add up to, in integers: sums of parts of a cell, in any order and from any engine, are those of the
 * whole. Probabilities q and c are in units of 10⁻⁹, y is 0 or 1.
 */
export interface CellSums {
  /** items, and those answered right: Σ1, Σy */
  readonly n: number;
  readonly right: number;
  /** null without confidence, as are the next two */
  readonly confidence: bigint | null;
  /** Σ(q − 10⁹y)², in units of 10⁻¹⁸ */
  readonly squaredError: bigint | null;
  /** Σ of `nllBillionths` */
  readonly nll: bigint | null;
  /** Σc; null without it */
  readonly correctProb: bigint | null;
}

/** The sums of items in memory. */
export function cellSums({ correct, confidence, correctProb }: CellItems): CellSums {
  return {
    n: correct.length,
    right: correct.reduce((total, y) => total + y, 0),
    confidence: confidence && BigInt(sumOf(confidence)),
    squaredError: confidence && squaredError(confidence, correct),
    nll: confidence && nll(confidence, correct),
    correctProb: correctProb && BigInt(sumOf(correctProb)),
  };
}

function sumOf(billionths: Int32Array): number {
  let total = 0; // exact: below 2⁵³ for nine million items, and a file holds fewer
  for (let i = 0; i < billionths.length; i++) total += billionths[i]!;
  return total;
}

/** A gap below 2³⁰ is split in halves of 15 bits, so that sums of their products stay exact in doubles. */
function squaredError(confidence: Int32Array, correct: Uint8Array): bigint {
  let [upper, mixed, lower] = [0, 0, 0];
  for (let i = 0; i < confidence.length; i++) {
    const gap = Math.abs(confidence[i]! - 1e9 * correct[i]!);
    const [high, low] = [gap >>> 15, gap & 32767];
    upper += high * high;
    mixed += high * low;
    lower += low * low;
  }
  return (BigInt(upper) << 30n) + (BigInt(mixed) << 16n) + BigInt(lower);
}

const FULL = 2 ** 52;

function nll(confidence: Int32Array, correct: Uint8Array): bigint {
  let [whole, part] = [0n, 0];
  for (let i = 0; i < confidence.length; i++) {
    part += nllBillionths(correct[i] === 1 ? confidence[i]! : 1e9 - confidence[i]!);
    if (part > FULL) [whole, part] = [whole + BigInt(part), 0];
  }
  return whole + BigInt(part);
}
