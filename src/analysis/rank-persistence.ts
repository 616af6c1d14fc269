import type { Estimate, Note } from "../estimates/estimate.ts";
import { CORRELATIONS, estimateId, type Metric, type Target } from "../estimates/estimate-id.ts";
import { cellSelection } from "./cell-selection.ts";
import { targetsOf } from "./composite.ts";
import { correlationEstimates } from "./correlation-estimates.ts";
import { latentEstimates } from "./latent-estimates.ts";
import { meanSpearman } from "./mean-spearman.ts";
import { persistenceColumns } from "./persistence-columns.ts";
import { type StagePair, stagePairs } from "./stage-pairs.ts";
import { strata } from "./strata.ts";
import type { Workspace } from "./workspace.ts";

/** RQ1: does the order of mixtures at the first stage survive to the last? Unit: the mixture, the mean of its seeds. */
export function* rankPersistence(work: Workspace): Generator<Estimate | Note> {
  for (const pair of stagePairs(work.design))
    for (const { metric, scale } of strata(work.design))
      for (const target of targetsOf(work)) yield* persistenceOf(work, pair, metric, scale, target);
}

function* persistenceOf(
  work: Workspace,
  pair: StagePair,
  metric: Metric,
  scale: string,
  target: Target,
): Generator<Estimate | Note> {
  const place = pair.scalePart(scale);
  const prefix = estimateId("rank-persistence", metric, place, target.kind, target.id);
  const from = cellSelection({ metric, scale, stage: [pair.before, pair.after], [target.kind]: target.id });
  const columns = persistenceColumns(work, target, pair, [{ metric, scale }]);
  const family = target.kind === "overall" ? undefined : `rank-persistence/${metric}/${place}/${target.kind}`;
  if (columns.note) yield { protocol: "rank-persistence", ...columns.note };
  yield* correlationEstimates(work, { prefix, pair: columns, family, from }, [...CORRELATIONS, "decision-accuracy"]);
  const places = [
    { metric, scale, stage: pair.before },
    { metric, scale, stage: pair.after },
  ] as const;
  if (target.kind !== "benchmark")
    yield* meanSpearman(work, {
      id: `${prefix}/mean-spearman`,
      protocol: "rank-persistence",
      target,
      places,
      reason: columns.reason,
      from,
    });
  yield* latentEstimates(work, { prefix, target, places, columns, from });
}
