import type { Estimate, Note, Verdict } from "../estimates/estimate.ts";
import { estimateId, type Metric } from "../estimates/estimate-id.ts";
import { bootstrapInterval } from "./bootstrap-interval.ts";
import { cellSelection } from "./cell-selection.ts";
import { coherenceRows } from "./coherence-rows.ts";
import { coherenceTest } from "./coherence-test.ts";
import { benchmarksOf } from "./composite.ts";
import { undefinedEstimate } from "./protocol.ts";
import { meanReplicates, spearmanReplicates } from "./replicates.ts";
import { strata } from "./strata.ts";
import type { Workspace } from "./workspace.ts";

/**
 * RQ2: do the benchmarks of a category agree on the order of mixtures at one stage? The mean over pairs of benchmarks of
 * Spearman's ρ over mixtures: below 0 they compete, above 0 they help each other. A bad run is bad on every benchmark, and
 * that agreement is in it too.
 *
 * @see STATISTICS.md §8
 */
export function* coherence(work: Workspace): Generator<Estimate | Note> {
  for (const { metric, scale } of strata(work.design))
    for (const { id: stage } of work.design.stages)
      for (const { id: category } of work.design.categories) yield* coherenceOf(work, metric, scale, stage, category);
}

function* coherenceOf(
  work: Workspace,
  metric: Metric,
  scale: string,
  stage: string,
  category: string,
): Generator<Estimate | Note> {
  const id = estimateId("coherence", metric, scale, stage, category, "mean-spearman");
  const base = {
    id,
    unit: "mixture",
    quantity: "mean of correlations",
    from: cellSelection({ metric, scale, stage, category }),
  } as const;
  const size = benchmarksOf(work, { kind: "category", id: category }).length;
  if (size === 0) return;
  const early = metric === "confidence" && !work.hasConfidence ? "no confidence" : size < 2 ? "category of one" : null;
  if (early) return yield undefinedEstimate({ ...base, n: 0 }, early);
  const rows = coherenceRows(work, category, [{ metric, scale, stage }]);
  if (rows.left) yield { protocol: "coherence", about: id, message: rows.left };
  if (rows.reason) return yield undefinedEstimate({ ...base, n: rows.n }, rows.reason);
  const columns = rows.columns.map(([column]) => column!);
  const value = rows.mean(columns);
  const spread =
    rows.n < 5
      ? { intervalReason: "fewer than 5 mixtures" }
      : bootstrapInterval(
          meanReplicates(
            rows.pairs.map(([a, b]) => spearmanReplicates(columns[a]!, columns[b]!, work.bootstrap(rows.n))),
          ),
          work.bootstrap(rows.n).counts,
        );
  const verdict: Verdict =
    "interval" in spread && spread.interval.high < 0
      ? "competition"
      : "interval" in spread && spread.interval.low > 0
        ? "synergy"
        : "undetermined";
  const reason = {
    competition: "interval below 0",
    synergy: "interval above 0",
    undetermined: "interval includes 0",
  } as const;
  yield {
    ...base,
    n: rows.n,
    value,
    ...spread,
    p: { ...coherenceTest(columns, value), family: `coherence/${metric}/${scale}/${stage}/mean-spearman` },
    verdict,
    verdictReason: "interval" in spread ? reason[verdict] : spread.intervalReason,
  };
}
