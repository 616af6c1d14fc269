import { bootstrapDraws } from "../statistics/bootstrap-draws.ts";
import { MOST_KERNEL_UNITS, type ReplicateKernel, replicateKernel } from "../statistics/replicate-kernel.ts";
import { type WideReplicates, wideReplicates } from "../statistics/wide-replicates.ts";

export const REPLICATES = 10_000;

/**
 * The mixture bootstrap as multiplicities: how often each of n mixtures is drawn. One per n and study, so that all estimates
 * see the same drawn mixtures, which pairs every difference and composite (STATISTICS.md §3, §12). A statistic does not see
 * the order of its units, so replicates that drew the same mixtures equally often are one *resample*: with nine mixtures
 * nearly half of the work is saved, and no value changes.
 */
export interface MixtureBootstrap {
  readonly n: number;
  /** different resamples, in the order in which they are first drawn */
  readonly resamples: number;
  /** per resample the number of replicates that drew it */
  readonly counts: Uint16Array;
  /** per replicate its resample */
  readonly resampleOf: Uint16Array;
  /** resamples × n */
  readonly weights: Uint8Array;
  /** sums over mixtures in every resample, by vector instructions; null for many mixtures */
  readonly kernel: () => ReplicateKernel | null;
  /** the same for many mixtures */
  readonly wide: () => WideReplicates;
  /** per resample Σ w_i·w_j over i < j */
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
  const { weights, counts, resampleOf } = distinctResamples(draws, n);
  let kernel: ReplicateKernel | null = null;
  let wide: WideReplicates | null = null;
  let totals: Float64Array | null = null;
  return {
    n,
    resamples: counts.length,
    counts,
    resampleOf,
    weights,
    kernel() {
      if (n <= MOST_KERNEL_UNITS) kernel ??= replicateKernel(weights, n);
      return kernel;
    },
    wide() {
      wide ??= wideReplicates(weights, n);
      return wide;
    },
    pairTotals() {
      totals ??= pairsBetween(
        weights,
        n,
        Array.from({ length: n }, (_, m) => m),
      );
      return totals;
    },
  };
}

function distinctResamples(draws: Uint16Array, n: number) {
  const known = new Map<string, number>();
  const all = new Uint8Array(REPLICATES * n);
  const counts = new Uint16Array(REPLICATES);
  const resampleOf = new Uint16Array(REPLICATES);
  const drawn = new Uint8Array(n);
  for (let r = 0; r < REPLICATES; r++) {
    drawn.fill(0);
    for (let j = 0; j < n; j++) drawn[draws[r * n + j]!]!++;
    const key = drawn.join();
    const resample = known.get(key) ?? known.size;
    known.set(key, resample);
    all.set(drawn, resample * n);
    counts[resample]!++;
    resampleOf[r] = resample;
  }
  return { weights: all.slice(0, known.size * n), counts: counts.slice(0, known.size), resampleOf };
}

/**
 * Per resample, the pairs of draws that fall into two different groups: (n² − Σ W²)/2 over the groups' drawn numbers W.
 *
 * @param group per mixture the number of its group, below n
 */
export function pairsBetween(weights: Uint8Array, n: number, group: readonly number[]): Float64Array {
  const sizes = new Float64Array(n);
  return Float64Array.from({ length: weights.length / n }, (_, r) => {
    sizes.fill(0);
    for (let m = 0; m < n; m++) sizes[group[m]!]! += weights[r * n + m]!;
    let squares = 0;
    for (let g = 0; g < n; g++) squares += sizes[g]! * sizes[g]!;
    return (n * n - squares) / 2;
  });
}
