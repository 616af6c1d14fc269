import type { Estimate } from "../estimates/estimate.ts";
import { spearman } from "../statistics/spearman.ts";
import { swapTest } from "../statistics/swap-test.ts";
import { bootstrapInterval } from "./bootstrap-interval.ts";
import type { PairedColumns } from "./paired-columns.ts";
import { undefinedEstimate } from "./protocol.ts";
import { differenceReplicates, spearmanReplicates } from "./replicates.ts";
import type { Workspace } from "./workspace.ts";

export interface DifferenceRequest {
  readonly id: string;
  /** four columns x₁ y₁ x₂ y₂ on the same mixtures: the difference is ρ(x₁, y₁) − ρ(x₂, y₂) */
  readonly columns: PairedColumns;
  readonly family?: string | undefined;
  readonly from: string;
}

/**
 * The difference of two Spearman correlations on the same mixtures: an estimate of its own, with the same drawn mixtures on
 * both sides in every replicate, and an exact swap test. Never two intervals compared by eye.
 *
 * @see STATISTICS.md §5
 */
export function differenceEstimate(work: Workspace, { id, columns, family, from }: DifferenceRequest): Estimate {
  const { n, reason } = columns;
  const base = { id, n, unit: "mixture", quantity: "difference of correlations", from } as const;
  const [x1, y1, x2, y2] = columns.columns;
  if (!x1 || !y1 || !x2 || !y2) throw new RangeError("differenceEstimate: four columns are needed");
  const first = reason ? null : spearman(x1.values, y1.values);
  const second = reason ? null : spearman(x2.values, y2.values);
  if (first === null || second === null) return undefinedEstimate(base, reason ?? "constant input");
  const bootstrap = work.bootstrap(n);
  const interval =
    n < 5
      ? { intervalReason: "fewer than 5 mixtures" }
      : bootstrapInterval(
          differenceReplicates(spearmanReplicates(x1, y1, bootstrap), spearmanReplicates(x2, y2, bootstrap)),
          bootstrap.counts,
          "paired percentile bootstrap over mixtures",
        );
  const test = swapTest(x1.values, y1.values, x2.values, y2.values);
  if (!test) throw new RangeError("differenceEstimate: two defined correlations have a swap test");
  const named = family === undefined ? {} : { family };
  return {
    ...base,
    value: first - second,
    ...interval,
    p: { value: test.p, method: test.method, ...named },
  };
}
