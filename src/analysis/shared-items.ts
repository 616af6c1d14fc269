import { type CellItems, cellKey, type Study } from "../study/study.ts";
import type { LevelModels } from "./level-interval.ts";

/** The items of every seed where all have the same ones; null otherwise, or where the metric is not in the items. */
export function sharedItems({ items }: Study, { seeds, ...place }: LevelModels): readonly CellItems[] | null {
  const all = seeds.flatMap((seed) => items.get(cellKey({ ...place, seed })) ?? []);
  const [first] = all;
  if (!first || all.length !== seeds.length) return null;
  if (place.metric === "confidence" && all.some((each) => each.confidence === null)) return null;
  const isShared = all.every(
    (each) => each.item.length === first.item.length && each.item.every((item, i) => item === first.item[i]),
  );
  return isShared ? all : null;
}
