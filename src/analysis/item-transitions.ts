import type { Estimate, Note } from "../estimates/estimate.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import type { IntervalOrReason } from "./bootstrap-interval.ts";
import { cellSelection } from "./cell-selection.ts";
import { itemMigration, MIGRATION_MEASURES } from "./item-migration.ts";
import { TRANSITIONS } from "./item-transition.ts";
import { type MatchedItems, matchedItems } from "./matched-items.ts";
import { leftOutNote, type MeasuredModel, type MeasuredTarget, measuredTargets } from "./measured-targets.ts";
import { mixtureMean } from "./mixture-mean.ts";
import { pairedItems } from "./paired-items.ts";
import { undefinedEstimate } from "./protocol.ts";
import { seedMeanInterval } from "./seed-mean-interval.ts";
import { type StagePair, stagePairs } from "./stage-pairs.ts";
import { transitionIntervals } from "./transition-interval.ts";
import type { ItemWorkspace } from "./workspace.ts";

/** Measures that each mixture gets too, on each benchmark: the four shares, and how item confidence persists. */
const PER_MIXTURE = TRANSITIONS.length + 1;

/**
 * Do the items that a model was sure of before stay the ones that it gets right after? Per model over the items it answered at
 * both stages: kept, lost, gained, never (`item-transition`); how confidence persists, how it moves in each of the four groups, and
 * whether being sure before says what will be right (`item-confidence`). Then means over seeds, benchmarks, categories, mixtures.
 */
export function* itemTransitions(work: ItemWorkspace): Generator<Estimate | Note> {
  for (const pair of stagePairs(work.design))
    for (const { id: scale } of work.design.scales) yield* transitionsAt(work, pair, scale);
}

function* transitionsAt(work: ItemWorkspace, pair: StagePair, scale: string): Generator<Estimate | Note> {
  const matched = new Map<string, readonly MatchedItems[]>();
  const measured = measuredTargets(work, MIGRATION_MEASURES, (benchmark, mixture) => {
    const models = pairedItems(work, pair, { scale, benchmark, mixture });
    if (typeof models === "string") return models;
    const both: MatchedItems[] = [];
    const values = models.map(({ seed, before, after }): MeasuredModel => {
      const absence = typeof before === "string" ? before : typeof after === "string" ? after : null;
      const items = typeof before === "string" || typeof after === "string" ? null : matchedItems(before, after);
      if (!items || items.n === 0) return { seed, values: MIGRATION_MEASURES.map(() => absence ?? "no common items") };
      both.push(items);
      return { seed, values: itemMigration(items) };
    });
    matched.set(`${benchmark}/${mixture}`, both);
    return values;
  });
  yield* leftOutNote("item-transitions", pair.scalePart(scale), measured);
  for (const row of measured.targets)
    for (const [k, measure] of MIGRATION_MEASURES.entries()) yield overMixtures({ work, pair, scale, row }, k, measure);
  for (const row of measured.targets)
    if (row.target.kind === "benchmark")
      for (const [m, mixture] of work.mixtures.entries())
        yield* ofMixture({ work, pair, scale, row }, m, mixture, matched.get(`${row.target.id}/${mixture}`) ?? []);
}

interface TargetRequest {
  readonly work: ItemWorkspace;
  readonly pair: StagePair;
  readonly scale: string;
  readonly row: MeasuredTarget;
}

function namesOf({ pair, scale, row: { target } }: TargetRequest, mixture: string, measure: string) {
  const isShare = TRANSITIONS.some((name) => name === measure);
  const protocol = isShare ? "item-transition" : "item-confidence";
  return {
    id: estimateId(protocol, pair.scalePart(scale), mixture, target.kind, target.id, measure),
    quantity: isShare
      ? "proportion"
      : measure === "spearman"
        ? "correlation"
        : measure === "sure-then-right"
          ? "probability"
          : "difference of probabilities",
    from: cellSelection({
      scale,
      stage: [pair.before, pair.after],
      mixture: mixture === "all" ? undefined : mixture,
      [target.kind]: target.id,
    }),
  };
}

function overMixtures(request: TargetRequest, k: number, measure: string): Estimate {
  const series = request.row.mixtures.map((mixture) => mixture[k]!);
  const reason = series.find((each) => each.value === null)?.reason ?? "missing stage";
  const values = series.map(({ value }) => value);
  return mixtureMean(request.work, { ...namesOf(request, "all", measure), values, reason });
}

function* ofMixture(
  request: TargetRequest,
  m: number,
  mixture: string,
  models: readonly MatchedItems[],
): Generator<Estimate> {
  const { work, row } = request;
  const series = row.mixtures[m]!.slice(0, PER_MIXTURE);
  const source = work.study.benchmarkItems.get(row.target.id);
  const shares = series.slice(0, TRANSITIONS.length).map(({ seeds }) => [...seeds.values()]);
  const intervals = source && models.length > 0 ? transitionIntervals(models, source, shares) : [];
  const n = Math.max(0, ...models.map((items) => items.n));
  for (const [k, { value, reason, seeds }] of series.entries()) {
    const base = { ...namesOf(request, mixture, MIGRATION_MEASURES[k]!), n, unit: "item" } as const;
    if (value === null) yield undefinedEstimate(base, reason);
    else {
      const limits: IntervalOrReason = intervals[k] ?? seedMeanInterval([...seeds.values()]);
      yield { ...base, value, ...limits, pReason: "no test defined" };
    }
  }
}
