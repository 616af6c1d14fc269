import type { Metric, Target } from "../estimates/estimate-id.ts";
import { acrossStages } from "./across-stages.ts";
import { type PairedColumns, placeColumns } from "./paired-columns.ts";
import type { StagePair } from "./stage-pairs.ts";
import type { Workspace } from "./workspace.ts";

/** The levels of one target before and after, for each of the (metric, scale) sides, all on their common mixtures. */
export function persistenceColumns(
  work: Workspace,
  target: Target,
  pair: StagePair,
  sides: readonly { readonly metric: Metric; readonly scale: string }[],
): PairedColumns {
  const places = sides.flatMap(({ metric, scale }) => [
    { metric, scale, stage: pair.before },
    { metric, scale, stage: pair.after },
  ]);
  const isOneSide = sides.length === 1;
  const names = places.map((place) => (isOneSide ? place.stage : `${place.metric} ${place.scale} ${place.stage}`));
  return acrossStages(placeColumns(work, target, places, names), pair);
}
