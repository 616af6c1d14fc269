import type { Estimate, Note } from "../estimates/estimate.ts";
import { estimateId, type Metric, type Target } from "../estimates/estimate-id.ts";
import { roundLevel } from "../statistics/round-level.ts";
import { type Covariate, covariatesOf } from "../study/covariates-of.ts";
import { cellSelection } from "./cell-selection.ts";
import { targetsOf } from "./composite.ts";
import { correlationEstimates } from "./correlation-estimates.ts";
import { type PairedColumns, pairColumns } from "./paired-columns.ts";
import { persistenceColumns } from "./persistence-columns.ts";
import { type StagePair, stagePairs } from "./stage-pairs.ts";
import { strata } from "./strata.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Do mixtures that have more of something (tokens, a share of code) gain more from the first stage to the last? The correlation
 * of a covariate with the change of level, after − before, over the mixtures that have both. The tests of all covariates and
 * targets of one kind are one family: whoever looks at many finds something. Nothing for a study without covariates.
 *
 * @see STATISTICS.md §2–4, §10: coefficients, intervals and tests as for persistence
 */
export function* covariate(work: Workspace): Generator<Estimate | Note> {
  for (const covariate of covariatesOf(work.design))
    for (const pair of stagePairs(work.design))
      for (const { metric, scale } of strata(work.design))
        for (const target of targetsOf(work)) yield* ofTarget(work, covariate, pair, metric, scale, target);
}

function* ofTarget(
  work: Workspace,
  { id: name }: Covariate,
  pair: StagePair,
  metric: Metric,
  scale: string,
  target: Target,
): Generator<Estimate | Note> {
  const place = pair.scalePart(scale);
  const columns = changeColumns(work, name, pair, metric, scale, target);
  if (columns.note) yield { protocol: "covariate", ...columns.note };
  yield* correlationEstimates(work, {
    prefix: estimateId("covariate", metric, place, target.kind, target.id, name),
    pair: columns,
    family: `covariate/${metric}/${place}/${target.kind}`,
    from: `${cellSelection({ metric, scale, stage: [pair.before, pair.after], [target.kind]: target.id })} covariate=${name}`,
  });
}

/** The covariate and the change of level, on the mixtures that have both. Levels that are constant at a stage may still change. */
function changeColumns(
  work: Workspace,
  name: string,
  pair: StagePair,
  metric: Metric,
  scale: string,
  target: Target,
): PairedColumns {
  const levels = persistenceColumns(work, target, pair, [{ metric, scale }]);
  const [before, after] = levels.columns;
  const change: (number | null)[] = work.mixtures.map(() => null);
  levels.used.forEach((mixture, k) => {
    change[mixture] = roundLevel(after!.values[k]! - before!.values[k]!);
  });
  const declared = new Map(work.design.mixtures.map(({ id, covariates }) => [id, covariates?.[name] ?? null]));
  const paired = pairColumns(
    work,
    [
      { name, levels: work.mixtures.map((mixture) => declared.get(mixture) ?? null) },
      { name: "change", levels: change },
    ],
    levels.note,
  );
  if ([...declared.values()].every((value) => value === null)) return { ...paired, reason: "no covariates" };
  const isAbsent = levels.reason !== null && !levels.reason.startsWith("constant input");
  return isAbsent ? { ...paired, reason: levels.reason } : paired;
}
