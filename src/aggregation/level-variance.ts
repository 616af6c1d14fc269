import type { CellAggregate } from "./cell-aggregate.ts";

/** A level: a mixture, scale, stage and benchmark, over its seeds. */
export interface LevelIds {
  readonly mixture: string;
  readonly scale: string;
  readonly stage: string;
  readonly benchmark: string;
}

/** What the items of a level add up to when each is first summed over the seeds. x is y, or q in units of 10⁻⁹. */
export interface ItemsOverSeeds {
  readonly items: number;
  /** the fewest and the most seeds that one item has */
  readonly fewest: number;
  readonly most: number;
  /** Σt and Σt², t = Σ_seeds x of an item */
  readonly correct: { readonly total: bigint; readonly squares: bigint };
  readonly confidence: { readonly total: bigint; readonly squares: bigint } | null;
}

/** The variances behind a two-way interval (STATISTICS.md §9), of accuracy or confidence in [0, 1]. */
export interface LevelVariance {
  readonly mean: number;
  /** variance over items of the means over seeds; null for one item */
  readonly items: number | null;
  /** variance over seeds of the means over items; null for one seed */
  readonly seeds: number | null;
  /** mean square of what is left; null for one of either */
  readonly residual: number | null;
}

/**
 * Variances of a level whose seeds have the same items, from exact sums: with T = Σx, S seeds and n items
 * (nΣt² − T²)/(S²n(n − 1)), (SΣs² − T²)/(n²S(S − 1)) with s = Σ_items x of a seed, and
 * (nSΣx² − nΣt² − SΣs² + T²)/(nS(n − 1)(S − 1)).
 *
 * @param cells the seeds of the level
 * @param unit what 1 is in the sums: 1, or 10⁹
 */
export function levelVariance(
  cells: readonly CellAggregate[],
  { total, squares: ofItems }: { readonly total: bigint; readonly squares: bigint },
  of: (cell: CellAggregate) => { readonly total: bigint; readonly squares: bigint },
  unit: number,
): LevelVariance {
  const [S, n] = [BigInt(cells.length), BigInt(cells[0]!.n)];
  const sums = cells.map(of);
  const ofSeeds = sums.reduce((sum, own) => sum + own.total * own.total, 0n);
  const all = sums.reduce((sum, own) => sum + own.squares, 0n);
  const ratio = (above: bigint, below: bigint) => (below === 0n ? null : Number(above) / Number(below) / unit / unit);
  return {
    mean: Number(total) / Number(n * S) / unit,
    items: ratio(n * ofItems - total * total, S * S * n * (n - 1n)),
    seeds: ratio(S * ofSeeds - total * total, n * n * S * (S - 1n)),
    residual: ratio(n * S * all - n * ofItems - S * ofSeeds + total * total, n * S * (n - 1n) * (S - 1n)),
  };
}
