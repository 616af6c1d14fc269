import type { Target } from "../estimates/estimate-id.ts";
import type { Column } from "./column.ts";
import { selectComplete } from "./composite.ts";
import { compositeAbsence } from "./composite-absence.ts";
import type { Place, Workspace } from "./workspace.ts";

/** The benchmarks of a category that coherence is computed from, at one or more places, on common mixtures. */
export interface CoherenceRows {
  /** per benchmark kept, its column at each place */
  readonly columns: readonly (readonly Column[])[];
  readonly n: number;
  /** pairs of kept benchmarks, as indices into `columns` */
  readonly pairs: readonly (readonly [number, number])[];
  /** what was left out, in words; null when nothing was */
  readonly left: string | null;
  readonly reason: string | null;
  /** mean Spearman over all pairs, of one column per benchmark */
  readonly mean: (columns: readonly Column[]) => number;
}

/**
 * Fixes the set of pairs from the full data: what the listwise rule of composites keeps at the places, less the benchmarks
 * that are constant at one of them.
 *
 * @see STATISTICS.md §1, §8
 */
export function coherenceRows(work: Workspace, category: string, places: readonly Place[]): CoherenceRows {
  const target: Target = { kind: "category", id: category };
  const selection = selectComplete(work, target, places);
  const used = work.mixtures.flatMap((_, m) => (selection?.takesPart[m] ? [m] : []));
  const complete = (selection?.categories ?? [])
    .flatMap(({ benchmarks }) => benchmarks)
    .map(({ id }) => ({
      id,
      columns: places.map((place) => work.column(used.map((m) => work.levels(place, id)[m] ?? 0))),
    }));
  const kept = complete.filter((row) => row.columns.every((column) => !column.isConstant));
  const parts = [
    ["mixtures with fewer than half of the benchmarks", selection?.droppedMixtures ?? []],
    ["benchmarks that are not complete", selection?.droppedBenchmarks ?? []],
    ["benchmarks that are constant", complete.filter((row) => !kept.includes(row)).map(({ id }) => id)],
  ] as const;
  const words = parts.flatMap(([what, ids]) => (ids.length > 0 ? [`${what}: ${ids.join(", ")}`] : []));
  return {
    columns: kept.map((row) => row.columns),
    n: used.length,
    pairs: kept.flatMap((_, a) => kept.slice(a + 1).map((_, k) => [a, a + 1 + k] as const)),
    left: words.length > 0 ? `left out ${words.join("; ")}` : null,
    reason: selection ? reasonOf(used.length, complete.length, kept.length) : compositeAbsence(work, target, places),
    mean: (each) => meanSpearmanOf(each.map((column) => column.ranks)),
  };
}

function reasonOf(mixtures: number, complete: number, varying: number): string | null {
  if (mixtures < 3) return "fewer than 3 mixtures";
  if (complete < 2) return "no complete benchmark (a pair needs two)";
  return varying < 2 ? "constant input (fewer than two benchmarks vary)" : null;
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
