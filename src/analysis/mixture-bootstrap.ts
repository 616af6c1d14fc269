import { bootstrapDraws } from "../statistics/bootstrap-draws.ts";

export const REPLICATES = 10_000;

/**
 * The mixture bootstrap as multiplicities: how often each of n mixtures is drawn in each replicate. One per n and study, so
 * that all estimates see the same drawn mixtures, which pairs every difference and composite (STATISTICS.md §3, §12).
 */
export interface MixtureBootstrap {
  readonly n: number;
  readonly replicates: number;
  /** replicates × n */
  readonly weights: Uint8Array;
  /** replicates × n(n−1)/2, pairs i < j in lexical order: w_i·w_j, the pairs of draws of two different mixtures */
  readonly pairWeights: () => Uint8Array | Uint16Array;
  /** per replicate Σ w_i·w_j over i < j */
  readonly pairTotals: () => Float64Array;
}

/** Makes, and remembers, the bootstrap for n of the study's mixtures. */
export function mixtureBootstraps(studyMixtures: number): (n: number) => MixtureBootstrap {
  const known = new Map<number, MixtureBootstrap>();
  return (n) => {
    const found = known.get(n) ?? make(studyMixtures, n);
    known.set(n, found);
    return found;
  };
}

function make(studyMixtures: number, n: number): MixtureBootstrap {
  const draws = bootstrapDraws({ replicates: REPLICATES, studyMixtures, n });
  const weights = new Uint8Array(REPLICATES * n);
  for (let r = 0; r < REPLICATES; r++) for (let j = 0; j < n; j++) weights[r * n + draws[r * n + j]!]!++;
  let pairs: Uint8Array | Uint16Array | null = null;
  let totals: Float64Array | null = null;
  const pairWeights = () => {
    pairs ??= pairProducts(weights, n);
    return pairs;
  };
  return {
    n,
    replicates: REPLICATES,
    weights,
    pairWeights,
    pairTotals() {
      totals ??= rowSums(pairWeights(), (n * (n - 1)) / 2);
      return totals;
    },
  };
}

function pairProducts(weights: Uint8Array, n: number): Uint8Array | Uint16Array {
  const count = (n * (n - 1)) / 2;
  // the largest product is ⌊n/2⌋·⌈n/2⌉: 8 bits hold it up to n = 31
  const products = n < 32 ? new Uint8Array(REPLICATES * count) : new Uint16Array(REPLICATES * count);
  let at = 0;
  for (let r = 0; r < REPLICATES; r++)
    for (let i = 0; i < n; i++)
      for (let j = i + 1; j < n; j++) products[at++] = weights[r * n + i]! * weights[r * n + j]!;
  return products;
}

function rowSums(products: Uint8Array | Uint16Array, width: number): Float64Array {
  const totals = new Float64Array(REPLICATES);
  for (let r = 0; r < REPLICATES; r++) {
    let total = 0;
    for (let k = r * width; k < (r + 1) * width; k++) total += products[k]!;
    totals[r] = total;
  }
  return totals;
}
