import type { Estimate, Note } from "../estimates/estimate.ts";
import type { Target } from "../estimates/estimate-id.ts";
import { spearman } from "../statistics/spearman.ts";
import { sum } from "../statistics/sum.ts";
import { bootstrapInterval } from "./bootstrap-interval.ts";
import { selectComplete } from "./composite.ts";
import { undefinedEstimate } from "./protocol.ts";
import { meanReplicates, spearmanReplicates } from "./replicates.ts";
import type { Place, Workspace } from "./workspace.ts";

export interface MeanSpearmanRequest {
  readonly id: string;
  readonly protocol: string;
  readonly target: Target;
  readonly places: readonly [Place, Place];
  /** why nothing can be computed, known beforehand */
  readonly reason: string | null;
  readonly from: string;
}

/**
 * How a typical benchmark persists: the mean, over the benchmarks of a category or of all, of Spearman's ρ between two
 * places. The set of benchmarks is fixed from the full data: those of the composite whose ρ is defined.
 *
 * @see STATISTICS.md §1, §8
 */
export function* meanSpearman(work: Workspace, request: MeanSpearmanRequest): Generator<Estimate | Note> {
  const { id, protocol, target, places, from } = request;
  const base = { id, unit: "mixture", quantity: "mean of correlations", from } as const;
  const selection =
    request.reason === "no confidence" || request.reason === "one stage only"
      ? null
      : selectComplete(work, target, places);
  if (!selection) return yield undefinedEstimate({ ...base, n: 0 }, request.reason ?? "no complete benchmark");
  const used = work.mixtures.flatMap((_, m) => (selection.takesPart[m] ? [m] : []));
  const n = used.length;
  const rows = selection.categories
    .flatMap((category) => category.benchmarks)
    .map((row) => {
      const [x, y] = places.map((place) => work.column(used.map((m) => work.levels(place, row.id)[m] ?? 0)));
      return { id: row.id, x: x!, y: y!, rho: spearman(x!.values, y!.values) };
    });
  const defined = rows.filter((row) => row.rho !== null);
  const left = rows.filter((row) => row.rho === null).map((row) => row.id);
  if (defined.length === 0)
    return yield undefinedEstimate(
      { ...base, n },
      n < 3 ? "fewer than 3 mixtures" : "constant input (every benchmark)",
    );
  if (left.length > 0)
    yield { protocol, about: id, message: `left out benchmarks without a defined correlation: ${left.join(", ")}` };
  const value = sum(defined.map((row) => row.rho ?? 0)) / defined.length;
  const spread =
    n < 5
      ? { intervalReason: "fewer than 5 mixtures" }
      : bootstrapInterval(
          meanReplicates(defined.map(({ x, y }) => spearmanReplicates(x, y, work.bootstrap(n)))),
          work.bootstrap(n).counts,
        );
  yield { ...base, n, value, ...spread, pReason: "no test defined" };
}
