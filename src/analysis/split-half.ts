import type { Estimate, Note } from "../estimates/estimate.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { shuffledClusters } from "../statistics/shuffled-clusters.ts";
import { splitHalfReliability } from "../statistics/split-half-reliability.ts";
import { type CellItems, cellKey } from "../study/study.ts";
import { cellSelection } from "./cell-selection.ts";
import { undefinedEstimate } from "./protocol.ts";
import { strata } from "./strata.ts";
import type { ItemWorkspace, Place } from "./workspace.ts";

const SPLITS = 100;

/**
 * Where no mixture has two seeds, the reliability that items alone can show: the two halves of a benchmark's clusters of items,
 * over 100 splits that all models share. It misses the noise of training, and says so.
 *
 * @see STATISTICS.md §6
 */
export function* splitHalf(work: ItemWorkspace): Generator<Estimate | Note> {
  for (const { metric, scale } of strata(work.design))
    for (const { id: stage } of work.design.stages)
      for (const { id: benchmark } of work.design.benchmarks)
        if (hasOneSeed(work, { metric, scale, stage }, benchmark))
          yield splitHalfOf(work, { metric, scale, stage }, benchmark);
}

/** Exactly where `reliability/…/icc` is null for "one seed". */
function hasOneSeed(work: ItemWorkspace, place: Place, benchmark: string): boolean {
  if (place.metric === "confidence" && !work.hasConfidence) return false;
  const groups = work.seedValues(place, benchmark).filter((row) => row !== null);
  return groups.length > 1 && groups.every((row) => row.values.length < 2);
}

function splitHalfOf(work: ItemWorkspace, place: Place, benchmark: string): Estimate {
  const { metric, scale, stage } = place;
  const source = work.study.benchmarkItems.get(benchmark);
  const seeds = work.seedValues(place, benchmark);
  const models = work.mixtures.flatMap((mixture, m) => {
    const seed = seeds[m]?.seeds[0];
    if (seed === undefined) return [];
    return [work.study.items.get(cellKey({ benchmark, scale, stage, mixture, seed })) ?? null];
  });
  const base = {
    id: estimateId("reliability", metric, scale, stage, benchmark, "split-half"),
    n: models.length,
    unit: "mixture",
    quantity: "reliability",
    from: cellSelection({ metric, scale, stage, benchmark }),
  } as const;
  const columns = models.map((items) => items && columnOf(items, metric));
  if (!source || !columns.every((column) => column !== null)) return undefinedEstimate(base, "no item data");
  if (models.length < 3) return undefinedEstimate(base, "fewer than 3 mixtures");
  const { cluster, clusters } = source;
  if (clusters < 2) return undefinedEstimate(base, "fewer than 2 clusters");
  const order = shuffledClusters({ key: `split/${benchmark}`, clusters, orders: SPLITS });
  const sums = columns.map(({ item, values }) => clusterSums(item, values, cluster, clusters));
  const half = Math.ceil(clusters / 2);
  const halves = (from: number, to: number) =>
    Array.from({ length: SPLITS }, (_, k) =>
      sums.map((model) => meanOver(model, order.subarray(k * clusters + from, k * clusters + to))),
    );
  const result = splitHalfReliability(halves(0, half), halves(half, clusters));
  if ("reason" in result) return undefinedEstimate(base, result.reason);
  return {
    ...base,
    value: result.reliability,
    intervalReason: "no interval defined",
    pReason: "no test defined",
    flags: ["training noise not covered"],
  };
}

function columnOf({ item, correct, confidence }: CellItems, metric: Place["metric"]) {
  const values = metric === "accuracy" ? correct : confidence;
  return values && { item, values };
}

interface ClusterSums {
  readonly totals: Float64Array;
  readonly sizes: Uint32Array;
}

/** Whole numbers, so that halves of equal models are equal to the last bit. */
function clusterSums(
  item: Uint32Array,
  values: ArrayLike<number>,
  cluster: Uint32Array,
  clusters: number,
): ClusterSums {
  const totals = new Float64Array(clusters);
  const sizes = new Uint32Array(clusters);
  for (let i = 0; i < item.length; i++) {
    const c = cluster[item[i]!]!;
    totals[c]! += values[i]!;
    sizes[c]!++;
  }
  return { totals, sizes };
}

function meanOver({ totals, sizes }: ClusterSums, members: Uint32Array): number {
  let [total, size] = [0, 0];
  for (const c of members) {
    total += totals[c]!;
    size += sizes[c]!;
  }
  return total / size; // no item in this half: NaN, and the split is undefined
}
