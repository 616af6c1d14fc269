import type { Estimate, Note } from "../estimates/estimate.ts";
import { CORRELATIONS, estimateId, METRICS } from "../estimates/estimate-id.ts";
import { cellSelection } from "./cell-selection.ts";
import { targetsOf } from "./composite.ts";
import { correlationEstimates } from "./correlation-estimates.ts";
import { placeColumns } from "./paired-columns.ts";
import { scalePairs } from "./scale-pairs.ts";
import type { Workspace } from "./workspace.ts";

/** RQ3: does the ranking at a small scale carry to a large one? Every smaller scale and stage against every larger scale at the same stage or later. */
export function* scaleTransfer(work: Workspace): Generator<Estimate | Note> {
  const stages = work.design.stages.map((stage) => stage.id);
  const pairs = scalePairs(work.design);
  if (pairs.length === 0) yield { protocol: "scale-transfer", about: "scales", message: "one scale only" };
  for (const metric of METRICS)
    for (const { smaller, larger } of pairs)
      for (const [k, before] of stages.entries())
        for (const after of stages.slice(k))
          for (const target of targetsOf(work)) {
            const place = `${smaller}@${before}..${larger}@${after}`;
            const pair = placeColumns(
              work,
              target,
              [
                { metric, scale: smaller, stage: before },
                { metric, scale: larger, stage: after },
              ],
              [`${smaller} ${before}`, `${larger} ${after}`],
            );
            if (pair.note) yield { protocol: "scale-transfer", ...pair.note };
            yield* correlationEstimates(
              work,
              {
                prefix: estimateId("scale-transfer", metric, place, target.kind, target.id),
                pair,
                family: target.kind === "overall" ? undefined : `scale-transfer/${metric}/${place}/${target.kind}`,
                from: cellSelection({
                  metric,
                  cells: [`${smaller}@${before}`, `${larger}@${after}`],
                  [target.kind]: target.id,
                }),
              },
              [...CORRELATIONS, "decision-accuracy"],
            );
          }
}
