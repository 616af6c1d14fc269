import type { StatePage } from "./report-state.ts";

/** On how many pages the number of an estimate stands, by its id; none for those that stand nowhere. */
export function shownCounts(pages: readonly StatePage[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { estimates } of pages) for (const id of new Set(estimates)) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}
