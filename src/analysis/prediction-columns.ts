import type { Target } from "../estimates/estimate-id.ts";
import { benchmarksOf, compositeLevels, selectComplete } from "./composite.ts";
import { type PairedColumns, pairColumns } from "./paired-columns.ts";
import type { ProxyMeasure } from "./proxy-measures.ts";
import { type SelectionNote, selectionNote } from "./selection-note.ts";
import type { StagePair } from "./stage-pairs.ts";
import type { Levels, Place, Workspace } from "./workspace.ts";

/** A proxy before, by one measure, and the accuracy of a target after. */
export interface Prediction {
  readonly measure: ProxyMeasure;
  readonly proxy: Target;
  readonly target: Target;
  readonly scale: string;
  readonly pair: StagePair;
}

/** Both columns on their common mixtures, and the benchmarks that were left out of one so that they share none. */
export interface PredictionColumns extends PairedColumns {
  readonly without: readonly string[];
}

/**
 * Pairs proxies and targets, with composites made once.
 *
 * A benchmark never predicts an aggregate that contains itself: benchmarks that proxy and target share leave the larger of
 * the two. Only where both are the same thing nothing leaves: that is the persistence of the thing itself.
 *
 * @see STATISTICS.md §1
 */
export function predictionColumns(): (prediction: Prediction) => PredictionColumns {
  const known = new Map<string, Vector>();
  return ({ measure, proxy, target, scale, pair }) => {
    const { work, metric } = measure;
    const before = { metric, scale, stage: pair.before };
    const after = { metric: "accuracy", scale, stage: pair.after } as const;
    const without = sharedBenchmarks(work, proxy, target);
    const isProxyLarger = without.length > 0 && proxy.kind === "overall";
    const vector = (subject: Target, place: Place, left: readonly string[]) => {
      const key = [
        measure.id,
        scale,
        pair.before,
        pair.after,
        place.stage === pair.before,
        subject.kind,
        subject.id,
        left,
      ];
      const id = key.join("/");
      const found = known.get(id) ?? vectorOf(work, subject, place, [before, after], left);
      known.set(id, found);
      return found;
    };
    const x = vector(proxy, before, isProxyLarger ? without : []);
    const y = vector(target, after, isProxyLarger ? [] : without);
    const reason = measure.reason ?? pair.reason ?? x.reason ?? y.reason;
    if (reason !== null || !x.levels || !y.levels) {
      const none = work.column([]);
      return { columns: [none, none], n: 0, used: [], reason: reason ?? "no complete benchmark", note: null, without };
    }
    const named = [
      { name: pair.before, levels: x.levels },
      { name: pair.after, levels: y.levels },
    ];
    return { ...pairColumns(work, named, y.note ?? x.note), without };
  };
}

interface Vector {
  readonly levels: Levels | null;
  readonly reason: string | null;
  readonly note: SelectionNote | null;
}

/** The levels of a benchmark, or the composite of an aggregate without some of its benchmarks. */
function vectorOf(
  work: Workspace,
  subject: Target,
  place: Place,
  places: readonly Place[],
  without: readonly string[],
): Vector {
  if (subject.kind === "benchmark") return { levels: work.levels(place, subject.id), reason: null, note: null };
  const rest = { ...work, benchmarks: work.benchmarks.filter((row) => !without.includes(row.id)) };
  if (benchmarksOf(rest, subject).length === 0)
    return { levels: null, reason: subject.kind === "category" ? "category of one" : "no other benchmark", note: null };
  const selection = selectComplete(rest, subject, places);
  if (!selection) return { levels: null, reason: "no complete benchmark", note: null };
  return {
    levels: compositeLevels(rest, selection, place),
    reason: null,
    note: selectionNote(subject, places, selection),
  };
}

function sharedBenchmarks(work: Workspace, proxy: Target, target: Target): readonly string[] {
  if (proxy.kind === target.kind && proxy.id === target.id) return [];
  const ids = new Set(benchmarksOf(work, target).map((row) => row.id));
  return benchmarksOf(work, proxy).flatMap((row) => (ids.has(row.id) ? [row.id] : []));
}
