import type { StatePage } from "./report-state.ts";

/** Where the number of an estimate stands. */
export interface ShownCount {
  /** pages of any kind */
  readonly shown: number;
  /** of these, the pages that are read through, such as `/` and `/rq1/`: not those of one benchmark or of rows */
  readonly fronts: number;
}

/** On how many pages the number of each estimate stands, by its id; what stands nowhere is not in it. */
export function shownCounts(pages: readonly StatePage[]): ReadonlyMap<string, ShownCount> {
  const counts = new Map<string, ShownCount>();
  for (const { href, estimates } of pages) {
    const front = href.split("/").length <= 3 ? 1 : 0;
    for (const id of new Set(estimates)) {
      const { shown, fronts } = counts.get(id) ?? NOWHERE;
      counts.set(id, { shown: shown + 1, fronts: fronts + front });
    }
  }
  return counts;
}

/** The count of an estimate that no page shows. */
export const NOWHERE: ShownCount = { shown: 0, fronts: 0 };

/** Orders what more pages show before what fewer show; pages that are read through weigh more than any number of others. */
export function byShown(a: ShownCount, b: ShownCount): number {
  return b.fronts - a.fronts || b.shown - a.shown;
}
