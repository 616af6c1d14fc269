import type { Column } from "./column.ts";
import { benchmarksOf } from "./composite.ts";
import type { Place, Workspace } from "./workspace.ts";

/** The benchmarks of a category that coherence is computed from, at one or more places, on common mixtures. */
export interface CoherenceRows {
  /** per benchmark kept, its column at each place */
  readonly columns: readonly (readonly Column[])[];
  readonly n: number;
  /** pairs of kept benchmarks, as indices into `columns` */
  readonly pairs: readonly (readonly [number, number])[];
  /** ids of benchmarks left out: constant or without data at one of the places */
  readonly left: readonly string[];
  readonly reason: string | null;
  /** mean Spearman over all pairs, of one column per benchmark */
  readonly mean: (columns: readonly Column[]) => number;
}

/**
 * Fixes the set of pairs from the full data: benchmarks with levels at every place and not constant there, on the mixtures
 * that have all of them.
 */
export function coherenceRows(work: Workspace, category: string, places: readonly Place[]): CoherenceRows {
  const all = benchmarksOf(work, { kind: "category", id: category });
  const levels = all.map((row) => places.map((place) => work.levels(place, row.id)));
  const measured = all.map((_, b) => levels[b]!.every((column) => column.some((level) => level !== null)));
  const used = work.mixtures.flatMap((_, m) =>
    all.every((_, b) => !measured[b] || levels[b]!.every((column) => column[m] !== null)) ? [m] : [],
  );
  const candidates = all.map((_, b) => levels[b]!.map((column) => work.column(used.map((m) => column[m] ?? 0))));
  const kept = all.flatMap((_, b) => (measured[b] && candidates[b]!.every((column) => !column.isConstant) ? [b] : []));
  const columns = kept.map((b) => candidates[b]!);
  const pairs = kept.flatMap((_, a) => kept.slice(a + 1).map((_, k) => [a, a + 1 + k] as const));
  const reason =
    used.length === 0
      ? "no common mixtures"
      : used.length < 3
        ? "fewer than 3 mixtures"
        : pairs.length === 0
          ? "constant input (fewer than two benchmarks vary)"
          : null;
  const left = all.filter((_, b) => !kept.includes(b)).map((row) => row.id);
  return {
    columns,
    n: used.length,
    pairs,
    left,
    reason,
    mean: (each) => meanSpearmanOf(each.map((column) => column.ranks)),
  };
}

/**
 * Mean Spearman over all pairs of rank vectors, through the norm of the sum of unit vectors: (‖Σz‖² − k)/(k(k − 1)).
 */
export function meanSpearmanOf(ranks: readonly ArrayLike<number>[]): number {
  const k = ranks.length;
  const n = ranks[0]?.length ?? 0;
  const norms = ranks.map((row) => Math.sqrt(sumOfSquares(row)));
  let total = 0;
  for (let i = 0; i < n; i++) {
    let z = 0;
    for (let b = 0; b < k; b++) z += ranks[b]![i]! / norms[b]!;
    total += z * z;
  }
  return (total - k) / (k * (k - 1));
}

function sumOfSquares(row: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < row.length; i++) total += row[i]! * row[i]!;
  return total;
}
