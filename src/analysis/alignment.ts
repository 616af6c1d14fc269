import type { Estimate, Note } from "../estimates/estimate.ts";
import { estimateId, METRICS, type Target } from "../estimates/estimate-id.ts";
import { acrossStages } from "./across-stages.ts";
import { cellSelection } from "./cell-selection.ts";
import { targetsOf } from "./composite.ts";
import { correlationEstimates } from "./correlation-estimates.ts";
import { differenceEstimate } from "./difference-estimate.ts";
import { placeColumns } from "./paired-columns.ts";
import { stagePairs } from "./stage-pairs.ts";
import type { Workspace } from "./workspace.ts";

/**
 * RQ4: do the mixtures that are right more often also claim more? Accuracy against confidence over mixtures at one stage,
 * and how that changes: later − earlier. The same items stand behind both, so shared sampling error inflates it.
 *
 * @see STATISTICS.md §8
 */
export function* alignment(work: Workspace): Generator<Estimate | Note> {
  for (const { id: scale } of work.design.scales)
    for (const target of targetsOf(work)) {
      for (const { id: stage } of work.design.stages) yield* alignmentAt(work, scale, stage, target);
      yield* alignmentChange(work, scale, target);
    }
}

function* alignmentAt(work: Workspace, scale: string, stage: string, target: Target): Generator<Estimate | Note> {
  const pair = placeColumns(
    work,
    target,
    METRICS.map((metric) => ({ metric, scale, stage })),
    METRICS,
  );
  if (pair.note) yield { protocol: "alignment", ...pair.note };
  yield* correlationEstimates(work, {
    prefix: estimateId("alignment", scale, stage, target.kind, target.id),
    pair,
    family: target.kind === "overall" ? undefined : `alignment/${scale}/${stage}/${target.kind}`,
    from: cellSelection({ metric: METRICS, scale, stage, [target.kind]: target.id }),
  });
}

function* alignmentChange(work: Workspace, scale: string, target: Target): Generator<Estimate | Note> {
  for (const pair of stagePairs(work.design)) {
    const places = [pair.after, pair.before].flatMap((stage) => METRICS.map((metric) => ({ metric, scale, stage })));
    const columns = placeColumns(
      work,
      target,
      places,
      places.map(({ metric, stage }) => `${metric} ${stage}`),
    );
    if (columns.note) yield { protocol: "alignment-change", ...columns.note };
    const place = pair.scalePart(scale);
    yield differenceEstimate(work, {
      id: estimateId("alignment-change", place, target.kind, target.id, "spearman"),
      columns: acrossStages(columns, pair),
      family: target.kind === "overall" ? undefined : `alignment-change/${place}/${target.kind}/spearman`,
      from: cellSelection({ metric: METRICS, scale, stage: [pair.before, pair.after], [target.kind]: target.id }),
    });
  }
}
