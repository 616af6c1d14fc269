import type { Estimate, Note } from "../estimates/estimate.ts";
import { estimateId, METRICS } from "../estimates/estimate-id.ts";
import { cellSelection } from "./cell-selection.ts";
import { targetsOf } from "./composite.ts";
import { differenceEstimate } from "./difference-estimate.ts";
import { persistenceColumns } from "./persistence-columns.ts";
import { scalePairs } from "./scale-pairs.ts";
import { stagePairs } from "./stage-pairs.ts";
import type { Workspace } from "./workspace.ts";

/** RQ3: does persistence grow or shrink with scale? Persistence at the larger scale − at the smaller, on common mixtures. */
export function* scaleShift(work: Workspace): Generator<Estimate | Note> {
  const pairs = scalePairs(work.design);
  if (pairs.length === 0) yield { protocol: "scale-shift", about: "scales", message: "one scale only" };
  for (const pair of stagePairs(work.design))
    for (const metric of METRICS)
      for (const { smaller, larger } of pairs)
        for (const target of targetsOf(work)) {
          const place = pair.scalePart(`${smaller}..${larger}`);
          const columns = persistenceColumns(work, target, pair, [
            { metric, scale: larger },
            { metric, scale: smaller },
          ]);
          if (columns.note) yield { protocol: "scale-shift", ...columns.note };
          yield differenceEstimate(work, {
            id: estimateId("scale-shift", metric, place, target.kind, target.id, "spearman"),
            columns,
            family: target.kind === "overall" ? undefined : `scale-shift/${metric}/${place}/${target.kind}/spearman`,
            from: cellSelection({
              metric,
              scale: [smaller, larger],
              stage: [pair.before, pair.after],
              [target.kind]: target.id,
            }),
          });
        }
}
