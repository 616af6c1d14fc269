import type { MixtureBootstrap } from "./mixture-bootstrap.ts";
import type { Replicates } from "./replicates.ts";
import type { SeedValues } from "./workspace.ts";

/** One mixture's part in the one-way analysis of variance over seeds, of one variable or of the cross-products of two. */
interface Parts {
  readonly k: number;
  readonly meanX: number;
  readonly meanY: number;
  /** Σ (x − x̄)(y − ȳ) over the seeds */
  readonly within: number;
}

/** Mean squares (or mean cross-products) between and within mixtures, in every replicate of the mixture bootstrap. */
export interface MeanSquares {
  readonly between: Float64Array;
  readonly within: Float64Array;
  /** ICC(1,k), the reliability of the mean over seeds; NaN where it is undefined */
  readonly icck: Replicates;
}

/**
 * The one-way components of each replicate, every drawn mixture with all its seeds.
 * Between = Σ w·k·(x̄ − x̿)(ȳ − y̿)/(n − 1); within = Σ w·Σ(x − x̄)(y − ȳ)/(N − n). With x = y these are MSB and MSW.
 *
 * @param x the seeds of each mixture used; @param y the same seeds of the same mixtures, or `x` itself
 * @see STATISTICS.md §6
 */
export function meanSquareReplicates(
  x: readonly SeedValues[],
  y: readonly SeedValues[],
  { weights, n, replicates }: MixtureBootstrap,
): MeanSquares {
  const parts = x.map((row, m) => partsOf(row, y[m]!));
  const between = new Float64Array(replicates);
  const within = new Float64Array(replicates);
  const icck = new Float64Array(replicates);
  for (let r = 0; r < replicates; r++) {
    let [N, sumX, sumY, squaresOfK, inverseK, inside] = [0, 0, 0, 0, 0, 0];
    for (let m = 0; m < n; m++) {
      const w = weights[r * n + m]!;
      if (w === 0) continue;
      const { k, meanX, meanY, within: each } = parts[m]!;
      N += w * k;
      sumX += w * k * meanX;
      sumY += w * k * meanY;
      squaresOfK += w * k * k;
      inverseK += w / k;
      inside += w * each;
    }
    let outside = 0;
    for (let m = 0; m < n; m++) {
      const w = weights[r * n + m]!;
      if (w === 0) continue;
      const { k, meanX, meanY } = parts[m]!;
      outside += w * k * (meanX - sumX / N) * (meanY - sumY / N);
    }
    const b = outside / (n - 1);
    const w = N > n ? inside / (N - n) : Number.NaN;
    between[r] = b;
    within[r] = w;
    icck[r] = reliability(b, w, (N - squaresOfK / N) / (n - 1), n / inverseK);
  }
  return { between, within, icck };
}

/** ICC(1,k): for equal seed counts (MSB − MSW)/MSB, else ICC(1,1) at k₀ stepped up to the harmonic mean of the counts. */
function reliability(b: number, w: number, k0: number, harmonic: number): number {
  const single = (b - w) / (b + (k0 - 1) * w);
  return (harmonic * single) / (1 + (harmonic - 1) * single);
}

function partsOf(x: SeedValues, y: SeedValues): Parts {
  const k = x.values.length;
  const meanX = x.values.reduce((total, value) => total + value, 0) / k;
  const meanY = y.values.reduce((total, value) => total + value, 0) / k;
  const within = x.values.reduce((total, value, s) => total + (value - meanX) * (y.values[s]! - meanY), 0);
  return { k, meanX, meanY, within };
}
