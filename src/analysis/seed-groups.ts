import type { Target } from "../estimates/estimate-id.ts";
import { compositeOf, type Selection } from "./composite.ts";
import type { Place, SeedValues, Workspace } from "./workspace.ts";

/**
 * The seeds of each mixture on a target: of a benchmark its values; of a composite, the composite of each seed, over the
 * benchmarks that are complete in all seeds used (STATISTICS.md §6).
 *
 * @param selection the composite's benchmarks and mixtures; null for a benchmark
 * @returns per mixture of the study, null where it has no seed; null altogether when no benchmark is complete in all seeds
 */
export function seedGroups(
  work: Workspace,
  target: Target,
  place: Place,
  selection: Selection | null,
): readonly (SeedValues | null)[] | null {
  if (target.kind === "benchmark") return work.seedValues(place, target.id);
  if (!selection) return null;
  const perSeed = new Map(
    selection.categories.flatMap(({ benchmarks }) =>
      benchmarks.map((row) => [row.id, work.seedValues(place, row.id).map(bySeed)] as const),
    ),
  );
  const seedsOf = work.mixtures.map((_, m) => {
    if (!selection.takesPart[m]) return [];
    return [...new Set([...perSeed.values()].flatMap((rows) => [...(rows[m]?.keys() ?? [])]))].toSorted(
      (a, b) => a - b,
    );
  });
  const isComplete = (id: string) =>
    seedsOf.every((seeds, m) => seeds.every((seed) => perSeed.get(id)?.[m]?.has(seed)));
  const complete: Selection = {
    ...selection,
    categories: selection.categories
      .map(({ id, benchmarks }) => ({ id, benchmarks: benchmarks.filter((row) => isComplete(row.id)) }))
      .filter(({ benchmarks }) => benchmarks.length > 0),
  };
  if (complete.categories.length === 0) return null;
  return seedsOf.map((seeds, m) => {
    const values = seeds.map((seed) =>
      compositeOf(complete, place, (row) => perSeed.get(row.id)?.[m]?.get(seed) ?? null),
    );
    return seeds.length === 0 ? null : { seeds, values: values.filter((value) => value !== null) };
  });
}

function bySeed(row: SeedValues | null): ReadonlyMap<number, number> | null {
  return row && new Map(row.seeds.map((seed, k) => [seed, row.values[k]!]));
}
