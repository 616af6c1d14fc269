import { drawnSums } from "../statistics/drawn-sums.ts";
import { type CellItems, cellKey } from "../study/study.ts";
import { itemDraws } from "./item-draws.ts";
import type { ItemWorkspace, Place } from "./workspace.ts";

/** Probabilities are integers in units of 10⁻⁹; outcomes are 0 or 1. */
const UNIT = { accuracy: 1, confidence: 1e9 } as const;

/** The levels of one benchmark in every replicate of the item bootstrap. */
export interface ItemLevelRows {
  /** per mixture of the study, one level per replicate (NaN where no item is drawn); null where a seed has no items, or there is no seed */
  readonly levels: readonly (Float64Array | null)[];
}

/**
 * Redraws the clusters of a benchmark, once for all its models; seeds stay fixed. A level is the mean over seeds of the drawn
 * items' mean. Seeds that answered every item are summed before the product, since they share the number of drawn items.
 *
 * @returns null for a benchmark without item data
 * @see STATISTICS.md §3
 */
export function itemLevelRows(work: ItemWorkspace, place: Place, benchmark: string): ItemLevelRows | null {
  const source = work.study.benchmarkItems.get(benchmark);
  if (!source) return null;
  const { cluster, clusters, hasClusters } = source;
  const { draws, totals } = itemDraws({ id: benchmark, category: "", cluster, clusters, hasClusters, models: [] });
  const columns: { readonly mixture: number; readonly sums: Float64Array; readonly item: Uint32Array }[] = [];
  const cells = modelsOf(work, place, benchmark);
  cells.forEach((models, mixture) => {
    const complete = models?.filter(({ item }) => item.length === cluster.length) ?? [];
    const partial = models?.filter(({ item }) => item.length !== cluster.length) ?? [];
    for (const group of [complete, ...partial.map((model) => [model])]) {
      const [first] = group;
      if (first) columns.push({ mixture, item: first.item, sums: clusterSums(group, cluster, clusters) });
    }
  });
  const products = drawnSums(
    columns.map(({ sums }) => sums),
    draws,
  );
  const levels = cells.map((models) => models && new Float64Array(draws.replicates));
  columns.forEach(({ mixture, item }, k) => {
    const level = levels[mixture]!;
    const sizes = totals(item);
    const divisor = cells[mixture]!.length * UNIT[place.metric];
    for (let r = 0; r < level.length; r++) level[r]! += products[r * columns.length + k]! / (sizes[r]! * divisor);
  });
  return { levels };
}

interface ModelColumn {
  readonly item: Uint32Array;
  readonly values: Uint8Array | Int32Array;
}

/** Per mixture the items of all its seeds; null where one has none. */
function modelsOf(work: ItemWorkspace, place: Place, benchmark: string): readonly (readonly ModelColumn[] | null)[] {
  const { metric, scale, stage } = place;
  return work.seedValues(place, benchmark).map((row, m) => {
    if (!row) return null;
    const models = row.seeds.map((seed) =>
      columnOf(work.study.items.get(cellKey({ benchmark, scale, stage, mixture: work.mixtures[m]!, seed })), metric),
    );
    return models.every((model) => model !== null) ? models : null;
  });
}

function columnOf(items: CellItems | undefined, metric: Place["metric"]): ModelColumn | null {
  const values = metric === "accuracy" ? items?.correct : items?.confidence;
  return items && values && items.item.length > 0 ? { item: items.item, values } : null;
}

/** Whole numbers: exact in any order. */
function clusterSums(models: readonly ModelColumn[], cluster: Uint32Array, clusters: number): Float64Array {
  const sums = new Float64Array(clusters);
  for (const { item, values } of models) for (let i = 0; i < item.length; i++) sums[cluster[item[i]!]!]! += values[i]!;
  return sums;
}
