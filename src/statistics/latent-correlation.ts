import { type IntraclassCorrelation, icc } from "./icc.ts";
import { meanSquares } from "./mean-squares.ts";

/** One mixture's seeds at one stage. */
export interface SeedRow {
  readonly seeds: readonly number[];
  readonly values: readonly number[];
}

export interface LatentCorrelation {
  readonly mcb: number;
  readonly mcw: number;
  readonly iccX: number | null;
  readonly iccY: number | null;
  /** null when a reliability is below ½ or there are fewer than five mixtures; may exceed 1 in size: sampling error */
  readonly latent: number | null;
}

/** Both reliabilities must reach this for a disattenuated value to mean anything. */
const LEAST_RELIABILITY = 0.5;

/**
 * The correlation behind seed noise, a ratio of components of (co)variance: with equal seed counts
 * (MCB − MCW)/√((MSB_x − MSW_x)(MSB_y − MSW_y)); in general each difference is divided by its own k₀ first, since it
 * estimates k₀ times its component. Cross-products are over the seeds that a mixture has at both stages, so that errors shared
 * along a training run are subtracted. Where a mixture has none, the means stand for the seeds and MCW is 0. Never clipped.
 *
 * @param x per mixture its seeds before; @param y the same mixtures after
 * @returns null when a side has no mixture with two seeds
 * @see STATISTICS.md §6
 */
export function latentCorrelation(x: readonly SeedRow[], y: readonly SeedRow[]): LatentCorrelation | null {
  const [a, b] = [icc(x.map((row) => row.values)), icc(y.map((row) => row.values))];
  if (!a || !b) return null;
  const { mcb, mcw, k0 } = crossProducts(x, y);
  const isReliable = (value: number | null) => (value ?? 0) >= LEAST_RELIABILITY;
  const isDefined = x.length >= 5 && isReliable(a.icck) && isReliable(b.icck);
  const component = (icc: IntraclassCorrelation) => (icc.msb - icc.msw) / icc.k0;
  const latent = isDefined ? (mcb - mcw) / k0 / Math.sqrt(component(a) * component(b)) : null;
  return { mcb, mcw, iccX: a.icck, iccY: b.icck, latent };
}

function crossProducts(x: readonly SeedRow[], y: readonly SeedRow[]): { mcb: number; mcw: number; k0: number } {
  const matched = x.map((row, m) => row.seeds.filter((seed) => y[m]!.seeds.includes(seed)));
  const pick = (rows: readonly SeedRow[]) =>
    rows.map((row, m) => matched[m]!.map((seed) => row.values[row.seeds.indexOf(seed)]!));
  const isMatched = matched.every((seeds) => seeds.length > 0);
  const { between, within, k0 } = isMatched ? meanSquares(pick(x), pick(y)) : meanSquares(x.map(meanOf), y.map(meanOf));
  return { mcb: between, mcw: within ?? 0, k0 };
}

function meanOf(row: SeedRow): number[] {
  return [row.values.reduce((total, value) => total + value, 0) / row.values.length];
}
