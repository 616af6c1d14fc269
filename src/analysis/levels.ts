import type { Estimate, Note } from "../estimates/estimate.ts";
import { estimateId, type Target } from "../estimates/estimate-id.ts";
import { absence } from "./absence.ts";
import { cellSelection } from "./cell-selection.ts";
import { benchmarksOf, compositeLevels, compositeOf, type Selection, selectComplete, targetsOf } from "./composite.ts";
import { levelInterval } from "./level-interval.ts";
import { undefinedEstimate } from "./protocol.ts";
import { seedGroups } from "./seed-groups.ts";
import { seedMeanInterval } from "./seed-mean-interval.ts";
import { selectionNote } from "./selection-note.ts";
import { sharedItems } from "./shared-items.ts";
import { strata } from "./strata.ts";
import { withinBounds } from "./within-bounds.ts";
import type { ItemWorkspace, Place } from "./workspace.ts";

/**
 * How high each mixture stands: the mean over seeds of a benchmark's accuracy or confidence, and the composites of
 * categories and of everything, centred so that guessing is 0.
 *
 * @see STATISTICS.md §1, §9 (linear quantities)
 */
export function* levels(work: ItemWorkspace): Generator<Estimate | Note> {
  for (const { metric, scale } of strata(work.design))
    for (const { id: stage } of work.design.stages)
      for (const target of targetsOf(work))
        if (target.kind === "benchmark") yield* benchmarkLevels(work, { metric, scale, stage }, target.id);
        else yield* compositeLevelsOf(work, { metric, scale, stage }, target);
}

function baseOf(place: Place, mixture: string, target: Target, n: number, unit: "item" | "seed") {
  const { metric, scale, stage } = place;
  return {
    id: estimateId("level", metric, scale, stage, mixture, target.kind, target.id, "mean"),
    n,
    unit,
    quantity:
      target.kind === "benchmark" ? (metric === "accuracy" ? "proportion" : "probability") : `centred ${metric}`,
    from: cellSelection({ metric, scale, stage, mixture, [target.kind]: target.id }),
  } as const;
}

function* benchmarkLevels(work: ItemWorkspace, place: Place, benchmark: string): Generator<Estimate> {
  const values = work.levels(place, benchmark);
  const seeds = work.seedValues(place, benchmark);
  for (const [m, mixture] of work.mixtures.entries()) {
    const value = values[m] ?? null;
    const row = seeds[m];
    const target = { kind: "benchmark", id: benchmark } as const;
    if (value === null || !row) {
      yield undefinedEstimate(baseOf(place, mixture, target, 0, "seed"), absence(work, place, benchmark, m));
      continue;
    }
    const models = { ...place, ...row, mixture, benchmark };
    const items = sharedItems(work.study, models);
    const base = items
      ? baseOf(place, mixture, target, items[0]!.item.length, "item")
      : baseOf(place, mixture, target, row.seeds.length, "seed");
    yield { ...base, value, ...levelInterval(work, models, value, items), pReason: "no test defined" };
  }
}

function* compositeLevelsOf(work: ItemWorkspace, place: Place, target: Target): Generator<Estimate | Note> {
  const selection = place.metric === "confidence" && !work.hasConfidence ? null : selectComplete(work, target, [place]);
  const note = selection && selectionNote(target, [place], selection);
  if (note) yield { protocol: "levels", ...note };
  const values = selection && compositeLevels(work, selection, place);
  const groups = selection && seedGroups(work, target, place, selection);
  const [nothing, everything] = [0, 1].map((level) => selection && compositeOf(selection, place, () => level));
  for (const [m, mixture] of work.mixtures.entries()) {
    const value = values?.[m] ?? null;
    const seeds = groups?.[m]?.values ?? null;
    if (value === null) {
      yield undefinedEstimate(baseOf(place, mixture, target, 0, "seed"), absenceOfMixture(work, place, target, m));
      continue;
    }
    yield {
      ...baseOf(place, mixture, target, seeds?.length ?? seedsBehind(work, place, selection, m), "seed"),
      value,
      ...(seeds
        ? withinBounds(seedMeanInterval(seeds, value), [nothing ?? value, everything ?? value])
        : { intervalReason: "no complete benchmark" }),
      pReason: "no test defined",
    };
  }
}

/** A mixture without any level at the place, or one that the listwise rule dropped. */
function absenceOfMixture(work: ItemWorkspace, place: Place, target: Target, mixture: number): string {
  const rows = benchmarksOf(work, target);
  if (rows.some(({ id }) => (work.levels(place, id)[mixture] ?? null) !== null)) return "no complete benchmark";
  const reasons = rows.map(({ id }) => absence(work, place, id, mixture));
  return reasons.includes("no confidence") ? "no confidence" : "missing stage";
}

/** Seeds in the level of a composite, where no benchmark is complete in all of them. */
function seedsBehind(work: ItemWorkspace, place: Place, selection: Selection | null, mixture: number): number {
  const rows = selection?.categories.flatMap(({ benchmarks }) => benchmarks) ?? [];
  return new Set(rows.flatMap(({ id }) => work.seedValues(place, id)[mixture]?.seeds ?? [])).size;
}
