import { type CellItems, cellKey } from "../study/study.ts";
import type { StagePair } from "./stage-pairs.ts";
import type { ItemWorkspace } from "./workspace.ts";

/** The items of one model (one seed) at two stages, or why a stage has none. */
export interface PairedItems {
  readonly seed: number;
  readonly before: CellItems | string;
  readonly after: CellItems | string;
}

/**
 * The models of a mixture on a benchmark that were evaluated at the later stage, by ascending seed, with the items of both stages:
 * a seed is one training lineage.
 *
 * @returns the reason where there is none: "one stage only", "no item data" for a benchmark without items, "missing stage"
 */
export function pairedItems(
  work: ItemWorkspace,
  pair: StagePair,
  place: { readonly scale: string; readonly benchmark: string; readonly mixture: string },
): readonly PairedItems[] | string {
  const { scale, benchmark, mixture } = place;
  if (pair.reason) return pair.reason;
  if (!work.study.benchmarkItems.has(benchmark)) return "no item data";
  const m = work.mixtures.indexOf(mixture);
  const seedsAt = (stage: string) => work.seedValues({ metric: "accuracy", scale, stage }, benchmark)[m]?.seeds ?? [];
  const seeds = seedsAt(pair.after);
  if (seeds.length === 0) return "missing stage";
  const earlier = seedsAt(pair.before);
  return seeds.map((seed) => {
    const itemsAt = (stage: string) => {
      const items = work.study.items.get(cellKey({ benchmark, scale, stage, mixture, seed }));
      return items && items.item.length > 0 ? items : "no item data";
    };
    return {
      seed,
      before: earlier.includes(seed) ? itemsAt(pair.before) : "missing stage",
      after: itemsAt(pair.after),
    };
  });
}
