import { twoWayInterval } from "../statistics/two-way-interval.ts";
import { wilsonInterval } from "../statistics/wilson-interval.ts";
import type { BenchmarkItems, CellItems } from "../study/study.ts";
import { type IntervalOrReason, interval } from "./bootstrap-interval.ts";
import { clusterValues } from "./cluster-values.ts";
import { seedMeanInterval } from "./seed-mean-interval.ts";
import { withinBounds } from "./within-bounds.ts";
import type { ItemWorkspace, Place, SeedValues } from "./workspace.ts";

/** The models, one per seed, whose mean is the level of a mixture on a benchmark. */
export interface LevelModels extends Place, SeedValues {
  readonly mixture: string;
  readonly benchmark: string;
}

/**
 * The interval of a level: with items that all seeds share, two-way t over seeds and clusters of items; else t over seeds; an
 * accuracy of one seed without items, Wilson on its n. Never beyond [0, 1], where t does not know that levels end.
 *
 * @see STATISTICS.md §9 (linear quantities)
 */
export function levelInterval(
  work: ItemWorkspace,
  models: LevelModels,
  level: number,
  items: readonly CellItems[] | null,
): IntervalOrReason {
  const source = work.study.benchmarkItems.get(models.benchmark);
  if (items && source) return withinBounds(overItems(source, models, level, items), [0, 1]);
  const [seed] = models.seeds;
  if (models.seeds.length > 1 || seed === undefined) return withinBounds(seedMeanInterval(models.values), [0, 1]);
  const n = models.metric === "accuracy" ? work.cell({ ...models, seed })?.n : null;
  const limits = n ? wilsonInterval(Math.round(level * n), n) : null;
  return limits
    ? interval(...limits, "Wilson on n; one seed, training noise not covered")
    : { intervalReason: "one seed" };
}

function overItems(
  { cluster, hasClusters }: BenchmarkItems,
  { metric, seeds }: LevelModels,
  level: number,
  items: readonly CellItems[],
): IntervalOrReason {
  const unit = metric === "accuracy" ? 1 : 1e9;
  const rows = items.map((each) => {
    const values = metric === "accuracy" ? each.correct : (each.confidence ?? []);
    const clusters = Array.from(each.item, (item) => cluster[item]!);
    return clusterValues(values, clusters).map((value) => value / unit);
  });
  const limits = twoWayInterval(rows)?.interval;
  const what = hasClusters ? "clusters of items" : "items";
  const untested = seeds.length > 1 ? "" : "; one seed, training noise not covered";
  if (limits) return interval(...limits, `two-way t over seeds and ${what}${untested}`);
  if (metric !== "accuracy") return { intervalReason: "no variation" };
  const clusters = rows[0]!.length;
  const wilson = wilsonInterval(level * clusters, clusters);
  const name = hasClusters ? "clusters" : "items";
  return wilson
    ? interval(...wilson, `Wilson on ${clusters} ${name}: no variation`)
    : { intervalReason: "no variation" };
}
