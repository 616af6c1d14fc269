import type { CellSums } from "../study/cell-sums.ts";
import type { CellIds } from "../study/study.ts";

/** One bin of a cell: its place, 0…14, and what its items add up to. */
export interface AggregateBin {
  readonly bin: number;
  readonly n: number;
  readonly right: number;
  /** Σq in units of 10⁻⁹ */
  readonly confidence: bigint;
}

/** What is known of the items of a cell, or of the part of it that one file has. Everything adds up, but for the bins of equal mass. */
export interface CellAggregate extends CellIds {
  readonly n: number;
  readonly right: number;
  /** Σq, Σq², Σqy, Σ of `nllBillionths`; n of them have confidence, or none */
  readonly confidence: bigint;
  readonly squares: bigint;
  readonly products: bigint;
  readonly nll: bigint;
  /** how many items have a confidence, and a probability of the right choice */
  readonly confidences: number;
  readonly correctProbs: number;
  /** Σc */
  readonly correctProb: bigint;
  /** the least confidence, in units of 10⁻⁹; −1 without any */
  readonly lowest: number;
  /** bins of equal width, ascending; empty ones are absent */
  readonly widthBins: readonly AggregateBin[];
  /** bins of equal mass, and Σ over right items of twice the mid-rank; null for a part of a cell, and without confidence */
  readonly ranked: RankedCell | null;
}

/** What needs the order of all items of a cell. */
export interface RankedCell {
  readonly massBins: readonly AggregateBin[];
  readonly doubledRanks: bigint;
}

/** The cell that parts make. Its bins of equal mass are left open: they need the order of all its items. */
export function mergedCell(parts: readonly CellAggregate[]): CellAggregate {
  const bins: (AggregateBin | undefined)[] = [];
  let [n, right, confidences, correctProbs, lowest] = [0, 0, 0, 0, Number.POSITIVE_INFINITY];
  let [confidence, squares, products, nll, correctProb] = [0n, 0n, 0n, 0n, 0n];
  for (const part of parts) {
    n += part.n;
    right += part.right;
    confidence += part.confidence;
    squares += part.squares;
    products += part.products;
    nll += part.nll;
    confidences += part.confidences;
    correctProbs += part.correctProbs;
    correctProb += part.correctProb;
    lowest = Math.min(lowest, part.lowest);
    for (const bin of part.widthBins) {
      const known = bins[bin.bin];
      bins[bin.bin] = known === undefined ? bin : addedBins(known, bin);
    }
  }
  const { mixture, scale, seed, stage, benchmark } = parts[0]!;
  return {
    ...{ mixture, scale, seed, stage, benchmark, n, right, confidence, squares, products, nll },
    ...{ confidences, correctProbs, correctProb, lowest, ranked: null },
    widthBins: bins.filter((bin) => bin !== undefined),
  };
}

function addedBins(a: AggregateBin, b: AggregateBin): AggregateBin {
  return { bin: a.bin, n: a.n + b.n, right: a.right + b.right, confidence: a.confidence + b.confidence };
}

const ONE = 1_000_000_000n;

/** The sums that a study's cell is made of: Σ(q − 10⁹y)² = Σq² − 2·10⁹·Σqy + 10¹⁸·Σy. */
export function sumsOfAggregate(cell: CellAggregate): CellSums {
  const { n, right, confidence, squares, products, nll, correctProb } = cell;
  const has = cell.confidences > 0;
  return {
    n,
    right,
    confidence: has ? confidence : null,
    squaredError: has ? squares - 2n * ONE * products + ONE * ONE * BigInt(right) : null,
    nll: has ? nll : null,
    correctProb: cell.correctProbs > 0 ? correctProb : null,
  };
}

/** Orders cells by their ids, code unit by code unit. */
export function byCellIds(a: CellIds, b: CellIds): number {
  for (const name of ["benchmark", "scale", "stage", "mixture"] as const)
    if (a[name] !== b[name]) return a[name] < b[name] ? -1 : 1;
  return a.seed - b.seed;
}
