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
  bootstrap: MixtureBootstrap,
): MeanSquares {
  const { weights, n, resamples } = bootstrap;
  const { k, meanX, meanY, inside } = partsOf(x, y);
  const { values, k0, harmonic } = seedCounts(k, bootstrap);
  const between = new Float64Array(resamples);
  const within = new Float64Array(resamples);
  const component = new Float64Array(resamples);
  const icck = new Float64Array(resamples);
  for (let r = 0, at = 0; r < resamples; r++, at += n) {
    let [sumX, sumY, inner] = [0, 0, 0];
    for (let m = 0; m < n; m++) {
      const w = weights[at + m]!;
      const wk = w * k[m]!;
      sumX += wk * meanX[m]!;
      sumY += wk * meanY[m]!;
      inner += w * inside[m]!;
    }
    const count = values[r]!;
    const [grandX, grandY] = [sumX / count, sumY / count];
    let outer = 0;
    for (let m = 0; m < n; m++) outer += weights[at + m]! * k[m]! * (meanX[m]! - grandX) * (meanY[m]! - grandY);
    const b = outer / (n - 1);
    const w = count > n ? inner / (count - n) : Number.NaN;
    between[r] = b;
    within[r] = w;
    // one value per mixture has no spread within
    component[r] = (b - (count > n ? w : 0)) / k0[r]!;
    icck[r] = reliability(b, w, k0[r]!, harmonic[r]!);
  }
  return { between, within, component, icck };
}

/** What depends on the numbers of seeds alone, in every resample. */
interface SeedCounts {
  /** values of all drawn mixtures */
  readonly values: Float64Array;
  /** (N − Σk²/N)/(n − 1) */
  readonly k0: Float64Array;
  /** the harmonic mean of the counts */
  readonly harmonic: Float64Array;
}

const known = new WeakMap<MixtureBootstrap, Map<string, SeedCounts>>();

/** Few patterns of seed counts serve all pairs of columns. */
function seedCounts(k: Float64Array, bootstrap: MixtureBootstrap): SeedCounts {
  const own = known.get(bootstrap) ?? new Map<string, SeedCounts>();
  known.set(bootstrap, own);
  const key = k.join();
  const counts = own.get(key) ?? countSeeds(k, bootstrap);
  own.set(key, counts);
  return counts;
}

function countSeeds(k: Float64Array, { weights, n, resamples }: MixtureBootstrap): SeedCounts {
  const [values, k0, harmonic] = [
    new Float64Array(resamples),
    new Float64Array(resamples),
    new Float64Array(resamples),
  ];
  for (let r = 0, at = 0; r < resamples; r++, at += n) {
    let [count, squares, inverse] = [0, 0, 0];
    for (let m = 0; m < n; m++) {
      const w = weights[at + m]!;
      const wk = w * k[m]!;
      count += wk;
      squares += wk * k[m]!;
      inverse += w / k[m]!;
    }
    values[r] = count;
    k0[r] = (count - squares / count) / (n - 1);
    harmonic[r] = n / inverse;
  }
  return { values, k0, harmonic };
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
