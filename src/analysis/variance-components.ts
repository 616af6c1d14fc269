import type { MixtureBootstrap } from "./mixture-bootstrap.ts";
import type { Replicates } from "./replicates.ts";
import type { SeedValues } from "./workspace.ts";

/** Mean squares (or mean cross-products) between and within mixtures, in every resample of the mixture bootstrap. */
export interface MeanSquares {
  readonly between: Float64Array;
  readonly within: Float64Array;
  /** (between − within)/k₀: the component of (co)variance between mixtures */
  readonly component: Float64Array;
  /** ICC(1,k), the reliability of the mean over seeds; NaN where it is undefined */
  readonly icck: Replicates;
}

/**
 * The one-way components of each resample, every drawn mixture with all its seeds.
 * Between = Σ w·k·(x̄ − x̿)(ȳ − y̿)/(n − 1); within = Σ w·Σ(x − x̄)(y − ȳ)/(N − n). With x = y these are MSB and MSW.
 *
 * @param x the seeds of each mixture used; @param y the same seeds of the same mixtures, or `x` itself
 * @see STATISTICS.md §6
 */
export function meanSquareReplicates(
  x: readonly SeedValues[],
  y: readonly SeedValues[],
  { weights, n, resamples }: MixtureBootstrap,
): MeanSquares {
  const { k, meanX, meanY, inside } = partsOf(x, y);
  const between = new Float64Array(resamples);
  const within = new Float64Array(resamples);
  const component = new Float64Array(resamples);
  const icck = new Float64Array(resamples);
  for (let r = 0, at = 0; r < resamples; r++, at += n) {
    let [values, sumX, sumY, squaresOfK, inverseK, inner] = [0, 0, 0, 0, 0, 0];
    for (let m = 0; m < n; m++) {
      const w = weights[at + m]!;
      const wk = w * k[m]!;
      values += wk;
      sumX += wk * meanX[m]!;
      sumY += wk * meanY[m]!;
      squaresOfK += wk * k[m]!;
      inverseK += w / k[m]!;
      inner += w * inside[m]!;
    }
    const [grandX, grandY] = [sumX / values, sumY / values];
    let outer = 0;
    for (let m = 0; m < n; m++) outer += weights[at + m]! * k[m]! * (meanX[m]! - grandX) * (meanY[m]! - grandY);
    const b = outer / (n - 1);
    const w = values > n ? inner / (values - n) : Number.NaN;
    const k0 = (values - squaresOfK / values) / (n - 1);
    between[r] = b;
    within[r] = w;
    // one value per mixture has no spread within
    component[r] = (b - (values > n ? w : 0)) / k0;
    icck[r] = reliability(b, w, k0, n / inverseK);
  }
  return { between, within, component, icck };
}

/** ICC(1,k): for equal seed counts (MSB − MSW)/MSB, else ICC(1,1) at k₀ stepped up to the harmonic mean of the counts. */
function reliability(b: number, w: number, k0: number, harmonic: number): number {
  const single = (b - w) / (b + (k0 - 1) * w);
  const value = (harmonic * single) / (1 + (harmonic - 1) * single);
  // no spread between mixtures is −∞, which rounding can turn into +∞; nothing else is above 1
  return value > 1 + 1e-9 ? Number.NEGATIVE_INFINITY : value;
}

/** Each mixture's count of seeds, means, and Σ(x − x̄)(y − ȳ) over its seeds. */
function partsOf(x: readonly SeedValues[], y: readonly SeedValues[]) {
  const mean = ({ values }: SeedValues) => values.reduce((total, value) => total + value, 0) / values.length;
  const [meanX, meanY] = [Float64Array.from(x, mean), Float64Array.from(y, mean)];
  return {
    k: Float64Array.from(x, ({ values }) => values.length),
    meanX,
    meanY,
    inside: Float64Array.from(x, ({ values }, m) =>
      values.reduce((total, value, s) => total + (value - meanX[m]!) * (y[m]!.values[s]! - meanY[m]!), 0),
    ),
  };
}
