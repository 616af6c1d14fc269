import type { Estimate, Note } from "../estimates/estimate.ts";
import { estimateId, type Target } from "../estimates/estimate-id.ts";
import { twoWayInterval } from "../statistics/two-way-interval.ts";
import { wilsonInterval } from "../statistics/wilson-interval.ts";
import { type CellItems, cellKey } from "../study/study.ts";
import { absence } from "./absence.ts";
import { type IntervalOrReason, interval } from "./bootstrap-interval.ts";
import { cellSelection } from "./cell-selection.ts";
import { clusterValues } from "./cluster-values.ts";
import { benchmarksOf, compositeLevels, type Selection, selectComplete, targetsOf } from "./composite.ts";
import { undefinedEstimate } from "./protocol.ts";
import { seedGroups } from "./seed-groups.ts";
import { seedMeanInterval } from "./seed-mean-interval.ts";
import { selectionNote } from "./selection-note.ts";
import { strata } from "./strata.ts";
import type { Place, SeedValues, Workspace } from "./workspace.ts";

/**
 * How high each mixture stands: the mean over seeds of a benchmark's accuracy or confidence, and the composites of
 * categories and of everything, centred so that guessing is 0.
 *
 * @see STATISTICS.md §1, §9 (linear quantities)
 */
export function* levels(work: Workspace): Generator<Estimate | Note> {
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

function* benchmarkLevels(work: Workspace, place: Place, benchmark: string): Generator<Estimate> {
  const values = work.levels(place, benchmark);
  const seeds = work.seedValues(place, benchmark);
  for (const [m, mixture] of work.mixtures.entries()) {
    const value = values[m] ?? null;
    const row = seeds[m];
    const items = row ? itemsOf(work, place, mixture, benchmark, row) : null;
    const n = items?.[0]?.item.length ?? row?.seeds.length ?? 0;
    const base = baseOf(place, mixture, { kind: "benchmark", id: benchmark }, n, items ? "item" : "seed");
    if (value === null || !row) yield undefinedEstimate(base, absence(work, place, benchmark, m));
    else
      yield {
        ...base,
        value,
        ...levelInterval(work, place, mixture, benchmark, value, row, items),
        pReason: "no test defined",
      };
  }
}

/** Items shared by all seeds: two-way t over seeds and clusters. Else t over seeds; one seed without items: Wilson on n. */
function levelInterval(
  work: Workspace,
  place: Place,
  mixture: string,
  benchmark: string,
  level: number,
  row: SeedValues,
  items: readonly CellItems[] | null,
): IntervalOrReason {
  const source = work.study.benchmarkItems.get(benchmark);
  if (items && source) {
    const rows = items.map((each) =>
      clusterValues(
        place.metric === "accuracy" ? each.correct : (each.confidence ?? []),
        Array.from(each.item, (item) => source.cluster[item]!),
      ),
    );
    const clusters = rows[0]!.length;
    const unit = place.metric === "accuracy" ? 1 : 1e9;
    const result = twoWayInterval(rows.map((values) => values.map((value) => value / unit)));
    const method = `two-way t over seeds and ${source.hasClusters ? "clusters of items" : "items"}`;
    if (result?.interval)
      return interval(
        ...result.interval,
        row.seeds.length > 1 ? method : `${method}; one seed, training noise not covered`,
      );
    if (place.metric !== "accuracy") return { intervalReason: "no variation" };
    const limits = wilsonInterval(level * clusters, clusters);
    return limits
      ? interval(...limits, `Wilson on ${clusters} ${source.hasClusters ? "clusters" : "items"}: no variation`)
      : { intervalReason: "no variation" };
  }
  if (row.seeds.length > 1) return seedMeanInterval(row.values);
  const cell = work.study.cells.find(
    (each) =>
      each.benchmark === benchmark &&
      each.scale === place.scale &&
      each.stage === place.stage &&
      each.mixture === mixture,
  );
  if (place.metric === "accuracy" && cell?.n) {
    const limits = wilsonInterval(Math.round(cell.accuracy * cell.n), cell.n);
    if (limits) return interval(...limits, "Wilson on n; one seed, training noise not covered");
  }
  return { intervalReason: "one seed" };
}

/** The items of every seed where all have the same ones; null otherwise, or where the metric is not in the items. */
function itemsOf(
  work: Workspace,
  { metric, scale, stage }: Place,
  mixture: string,
  benchmark: string,
  row: SeedValues,
): readonly CellItems[] | null {
  const all = row.seeds.flatMap(
    (seed) => work.study.items.get(cellKey({ benchmark, scale, stage, mixture, seed })) ?? [],
  );
  const [first] = all;
  if (!first || all.length !== row.seeds.length) return null;
  if (metric === "confidence" && all.some((items) => items.confidence === null)) return null;
  const isShared = all.every(
    (items) => items.item.length === first.item.length && items.item.every((item, i) => item === first.item[i]),
  );
  return isShared ? all : null;
}

function* compositeLevelsOf(work: Workspace, place: Place, target: Target): Generator<Estimate | Note> {
  const selection = place.metric === "confidence" && !work.hasConfidence ? null : selectComplete(work, target, [place]);
  const note = selection && selectionNote(target, [place], selection);
  if (note) yield { protocol: "levels", ...note };
  const values = selection && compositeLevels(work, selection, place);
  const groups = selection && seedGroups(work, target, place, selection);
  for (const [m, mixture] of work.mixtures.entries()) {
    const value = values?.[m] ?? null;
    const seeds = groups?.[m]?.values ?? null;
    if (value === null) {
      yield undefinedEstimate(baseOf(place, mixture, target, 0, "seed"), compositeAbsence(work, place, target, m));
      continue;
    }
    yield {
      ...baseOf(place, mixture, target, seeds?.length ?? seedsBehind(work, place, selection, m), "seed"),
      value,
      ...(seeds ? seedMeanInterval(seeds, value) : { intervalReason: "no complete benchmark" }),
      pReason: "no test defined",
    };
  }
}

/** A mixture without any level at the place, or one that the listwise rule dropped. */
function compositeAbsence(work: Workspace, place: Place, target: Target, mixture: number): string {
  if (place.metric === "confidence" && !work.hasConfidence) return "no confidence";
  const isMeasured = benchmarksOf(work, target).some(({ id }) => (work.levels(place, id)[mixture] ?? null) !== null);
  return isMeasured ? "no complete benchmark" : "missing stage";
}

/** Seeds in the level of a composite, where no benchmark is complete in all of them. */
function seedsBehind(work: Workspace, place: Place, selection: Selection | null, mixture: number): number {
  const rows = selection?.categories.flatMap(({ benchmarks }) => benchmarks) ?? [];
  return new Set(rows.flatMap(({ id }) => work.seedValues(place, id)[mixture]?.seeds ?? [])).size;
}
