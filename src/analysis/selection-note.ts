import type { Target } from "../estimates/estimate-id.ts";
import type { Selection } from "./composite.ts";
import type { Place } from "./workspace.ts";

/** What the listwise rule dropped, in words. */
export interface SelectionNote {
  readonly about: string;
  readonly message: string;
}

/** A note on what a composite leaves out; null when it leaves out nothing. */
export function selectionNote(
  target: Target,
  places: readonly Place[],
  { droppedMixtures, droppedBenchmarks }: Selection,
): SelectionNote | null {
  const parts: string[] = [];
  if (droppedMixtures.length > 0)
    parts.push(`mixtures with fewer than half of the benchmarks: ${droppedMixtures.join(", ")}`);
  if (droppedBenchmarks.length > 0) parts.push(`benchmarks that are not complete: ${droppedBenchmarks.join(", ")}`);
  if (parts.length === 0) return null;
  return { about: `${target.kind}/${target.id} at ${describePlaces(places)}`, message: `left out ${parts.join("; ")}` };
}

/** `accuracy 400k pretrain, accuracy 400k sft` */
function describePlaces(places: readonly Place[]): string {
  return places.map(({ metric, scale, stage }) => `${metric} ${scale} ${stage}`).join(", ");
}
