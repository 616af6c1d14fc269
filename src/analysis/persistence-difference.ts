import type { Estimate, Note } from "../estimates/estimate.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { cellSelection } from "./cell-selection.ts";
import { targetsOf } from "./composite.ts";
import { differenceEstimate } from "./difference-estimate.ts";
import { persistenceColumns } from "./persistence-columns.ts";
import { stagePairs } from "./stage-pairs.ts";
import type { Workspace } from "./workspace.ts";

/** RQ1: does accuracy keep its ranking better than confidence does? Accuracy persistence − confidence persistence, same mixtures. */
export function* persistenceDifference(work: Workspace): Generator<Estimate | Note> {
  for (const pair of stagePairs(work.design))
    for (const { id: scale } of work.design.scales)
      for (const target of targetsOf(work)) {
        const place = pair.scalePart(scale);
        const protocol = "persistence-difference/accuracy-confidence";
        const columns = persistenceColumns(work, target, pair, [
          { metric: "accuracy", scale },
          { metric: "confidence", scale },
        ]);
        if (columns.note) yield { protocol: "persistence-difference", ...columns.note };
        yield differenceEstimate(work, {
          id: `${protocol}/${estimateId(place, target.kind, target.id, "spearman")}`,
          columns,
          family: target.kind === "overall" ? undefined : `${protocol}/${place}/${target.kind}/spearman`,
          from: cellSelection({
            metric: ["accuracy", "confidence"],
            scale,
            stage: [pair.before, pair.after],
            [target.kind]: target.id,
          }),
        });
      }
}
