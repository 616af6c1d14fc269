import type { Target } from "../estimates/estimate-id.ts";
import { absence } from "./absence.ts";
import { benchmarksOf } from "./composite.ts";
import type { Place, Workspace } from "./workspace.ts";

/** Why a target has no composite at some places: none of its benchmarks gave a confidence there, or none is complete. */
export function compositeAbsence(
  work: Workspace,
  target: Target,
  places: readonly Place[],
): "no confidence" | "no complete benchmark" {
  const rows = benchmarksOf(work, target);
  const isWithout = (place: Place) =>
    rows.every(({ id }) => work.levels(place, id).every((level) => level === null)) &&
    rows.some(({ id }) => absence(work, place, id) === "no confidence");
  return places.some(isWithout) ? "no confidence" : "no complete benchmark";
}
