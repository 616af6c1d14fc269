import type { Target } from "../estimates/estimate-id.ts";
import { clusterDraws } from "../statistics/cluster-draws.ts";
import { roundLevel } from "../statistics/round-level.ts";
import { compositeOf, type Selection } from "./composite.ts";
import type { Place, SeedValues, Workspace } from "./workspace.ts";

/** Seeds of one mixture at one scale, and which of them each replicate draws. */
export interface SeedDraws {
  readonly seeds: readonly number[];
  /** the different draws that occur: per draw, how often each seed */
  readonly draws: readonly (readonly number[])[];
  /** per replicate, which of `draws` */
  readonly drawOf: Uint32Array;
}

/**
 * The seed bootstrap of a mixture: in each replicate as many seeds as there are, with replacement, from stream
 * `seeds/MIXTURE/SCALE`. All stages, metrics and benchmarks share the draws: a seed is one training lineage.
 *
 * @param seeds of the mixture at this scale, ascending
 * @see STATISTICS.md §3, §12
 */
export function seedDraws(mixture: string, scale: string, seeds: readonly number[], replicates: number): SeedDraws {
  const width = seeds.length;
  const { counts } = clusterDraws({ key: `seeds/${mixture}/${scale}`, clusters: width, replicates });
  const numbers = new Map<string, number>();
  const draws: (readonly number[])[] = [];
  const drawOf = new Uint32Array(replicates);
  for (let r = 0; r < replicates; r++) {
    const row = Array.from(counts.subarray(r * width, (r + 1) * width));
    const key = row.join(" ");
    const number = numbers.get(key) ?? draws.push(row) - 1;
    numbers.set(key, number);
    drawOf[r] = number;
  }
  return { seeds, draws, drawOf };
}

/**
 * The levels of a target in every replicate of the seed bootstrap, for the mixtures used: few seeds give few different draws, so
 * each is computed once.
 *
 * @param selection of a composite; null for a benchmark
 * @returns replicates × mixtures; NaN where none of the drawn seeds has a value
 */
export function seedLevelRows(
  work: Workspace,
  target: Target,
  place: Place,
  selection: Selection | null,
  used: readonly number[],
  drawsOf: readonly SeedDraws[],
): Float64Array {
  const replicates = drawsOf[used[0]!]!.drawOf.length;
  const out = new Float64Array(replicates * used.length);
  used.forEach((m, at) => {
    const { seeds, draws, drawOf } = drawsOf[m]!;
    const levels = draws.map((counts) => {
      const weightOf = (seed: number) => counts[seeds.indexOf(seed)] ?? 0;
      if (target.kind === "benchmark") {
        const level = drawnLevel(work.seedValues(place, target.id)[m] ?? null, weightOf);
        return level === null ? null : roundLevel(level);
      }
      // rounded once, at the end: equal composites of levels that were rounded before may differ
      return (
        selection &&
        compositeOf(selection, place, ({ id }) => drawnLevel(work.seedValues(place, id)[m] ?? null, weightOf))
      );
    });
    for (let r = 0; r < replicates; r++) out[r * used.length + at] = levels[drawOf[r]!] ?? Number.NaN;
  });
  return out;
}

function drawnLevel(row: SeedValues | null, weightOf: (seed: number) => number): number | null {
  if (!row) return null;
  let [total, count] = [0, 0];
  for (let s = 0; s < row.seeds.length; s++) {
    const weight = weightOf(row.seeds[s]!);
    total += weight * row.values[s]!;
    count += weight;
  }
  return count > 0 ? total / count : null;
}
