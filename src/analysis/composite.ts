import { OVERALL, type Target } from "../estimates/estimate-id.ts";
import { roundLevel } from "../statistics/round-level.ts";
import { sum } from "../statistics/sum.ts";
import type { Benchmark } from "../study/design.ts";
import { centre } from "./centre.ts";
import type { Levels, Place, Workspace } from "./workspace.ts";

/** Which benchmarks and mixtures a composite rests on, after the listwise rule; and what that rule dropped. */
export interface Selection {
  /** benchmarks by category, both in the order of ids; empty categories have left */
  readonly categories: readonly { readonly id: string; readonly benchmarks: readonly Benchmark[] }[];
  /** per mixture of the study: does it take part? */
  readonly takesPart: readonly boolean[];
  readonly droppedMixtures: readonly string[];
  readonly droppedBenchmarks: readonly string[];
}

/** The benchmarks of a target, sorted by id. */
export function benchmarksOf({ benchmarks }: Workspace, target: Target): readonly Benchmark[] {
  if (target.kind === "overall") return benchmarks;
  return benchmarks.filter((row) => (target.kind === "category" ? row.category : row.id) === target.id);
}

/** Every target of the study: its benchmarks, its categories, everything. In the order of the design. */
export function targetsOf({ design }: Workspace): readonly Target[] {
  return [
    ...design.benchmarks.map(({ id }) => ({ kind: "benchmark", id }) as const),
    ...design.categories
      .filter((category) => design.benchmarks.some((row) => row.category === category.id))
      .map(({ id }) => ({ kind: "category", id }) as const),
    OVERALL,
  ];
}

/**
 * The listwise rule: a benchmark that no mixture has at all `places` is not available; then mixtures with fewer than half
 * of the available benchmarks leave; then benchmarks that are not complete over the rest.
 *
 * @param places every metric, scale and stage that the estimate uses: a benchmark counts for a mixture if it has a level in each
 * @param without a benchmark to leave out first (leave-one-out)
 * @returns null when nothing is left
 * @see STATISTICS.md §1
 */
export function selectComplete(
  work: Workspace,
  target: Target,
  places: readonly Place[],
  without?: string,
): Selection | null {
  const candidates = benchmarksOf(work, target).filter((row) => row.id !== without);
  const present = candidates.map((row) => {
    const columns = places.map((place) => work.levels(place, row.id));
    return work.mixtures.map((_, m) => columns.every((column) => column[m] !== null));
  });
  const available = candidates.map((_, b) => present[b]!.some(Boolean));
  const count = available.filter(Boolean).length;
  if (count === 0) return null;
  const takesPart = work.mixtures.map(
    (_, m) => 2 * candidates.filter((_, b) => available[b] && present[b]![m]).length >= count,
  );
  const kept = candidates.filter((_, b) => available[b] && takesPart.every((part, m) => !part || present[b]![m]));
  if (kept.length === 0 || !takesPart.some(Boolean)) return null;
  const ids = [...new Set(kept.map((row) => row.category))].toSorted();
  return {
    categories: ids.map((id) => ({ id, benchmarks: kept.filter((row) => row.category === id) })),
    takesPart,
    droppedMixtures: work.mixtures.filter((_, m) => !takesPart[m]),
    droppedBenchmarks: candidates.filter((row) => !kept.includes(row)).map((row) => row.id),
  };
}

/**
 * The composite over a selection: mean over benchmarks of centred levels, then mean over categories, so that each
 * capability counts once; rounded to 12 decimals like a level.
 *
 * @see STATISTICS.md §1
 */
export function compositeLevels(work: Workspace, selection: Selection, place: Place): Levels {
  return work.mixtures.map((_, m) => {
    if (!selection.takesPart[m]) return null;
    return compositeOf(selection, place, (row) => work.levels(place, row.id)[m] ?? null);
  });
}

/** The composite of one mixture, from any source of one value per benchmark; null when a value is missing. */
export function compositeOf(
  selection: Selection,
  { metric }: Pick<Place, "metric">,
  levelOf: (benchmark: Benchmark) => number | null,
): number | null {
  const means: number[] = [];
  for (const { benchmarks } of selection.categories) {
    const centred: number[] = [];
    for (const row of benchmarks) {
      const value = levelOf(row);
      if (value === null) return null;
      centred.push(centre(metric, row, value));
    }
    means.push(sum(centred) / centred.length);
  }
  return roundLevel(sum(means) / means.length);
}
