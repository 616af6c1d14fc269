import type { Target } from "../estimates/estimate-id.ts";
import { compositeLevels, selectComplete } from "./composite.ts";
import { type SelectionNote, selectionNote } from "./selection-note.ts";
import type { Levels, Place, Workspace } from "./workspace.ts";

/** The levels of one target at each of several places, on the mixtures that all of them share. */
export interface TargetLevels {
  /** in the order of the places; null for mixtures that do not take part */
  readonly columns: readonly Levels[];
  readonly note: SelectionNote | null;
}

/**
 * Levels of a benchmark, or composites of a category or of everything, at each place.
 *
 * @returns null when no benchmark is complete: "no complete benchmark"
 */
export function targetLevels(work: Workspace, target: Target, places: readonly Place[]): TargetLevels | null {
  if (target.kind === "benchmark") return { columns: places.map((place) => work.levels(place, target.id)), note: null };
  const selection = selectComplete(work, target, places);
  if (!selection) return null;
  return {
    columns: places.map((place) => compositeLevels(work, selection, place)),
    note: selectionNote(target, places, selection),
  };
}
