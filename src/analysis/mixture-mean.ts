import type { Estimate } from "../estimates/estimate.ts";
import { percentileInterval } from "../statistics/percentile-interval.ts";
import { sum } from "../statistics/sum.ts";
import { type IntervalOrReason, interval, PERCENTILE } from "./bootstrap-interval.ts";
import { undefinedEstimate } from "./protocol.ts";
import type { Workspace } from "./workspace.ts";

/** With two or fewer mixtures there is nothing to draw from. */
const MIN_MIXTURES = 3;

export interface MixtureMeanRequest {
  readonly id: string;
  readonly quantity: string;
  readonly from: string;
  /** per mixture of the study, in the order of ids */
  readonly values: readonly (number | null)[];
  /** why it is undefined, if it is */
  readonly reason: string;
  readonly flags?: readonly string[];
}

/**
 * The mean over the mixtures that have a value, with the percentile bootstrap over whole mixtures.
 *
 * @see STATISTICS.md §3, §9
 */
export function mixtureMean(work: Workspace, request: MixtureMeanRequest): Estimate {
  const { id, quantity, from, reason, flags = [] } = request;
  const values = request.values.filter((value) => value !== null);
  const base = { id, n: values.length, unit: "mixture", quantity, from } as const;
  if (values.length === 0) return undefinedEstimate(base, reason);
  return {
    ...base,
    value: sum(values) / values.length,
    ...intervalOf(work, values),
    pReason: "no test defined",
    ...(flags.length > 0 && { flags }),
  };
}

/** Means of numbers are never undefined: they need no count of what was dropped, and one buffer serves them all. */
function intervalOf(work: Workspace, values: readonly number[]): IntervalOrReason {
  if (values.length < MIN_MIXTURES) return { intervalReason: "fewer than 3 mixtures" };
  if (values.every((value) => value === values[0])) return { intervalReason: "no variation" };
  const { weights, n, replicates } = work.bootstrap(values.length);
  if (buffer.length !== replicates) buffer = new Float64Array(replicates);
  const means = buffer;
  const shares = Float64Array.from(values, (value) => value / n);
  for (let r = 0, at = 0; r < replicates; r++) {
    let mean = 0;
    for (let m = 0; m < n; m++) mean += weights[at++]! * shares[m]!;
    means[r] = mean;
  }
  return interval(...percentileInterval(means), PERCENTILE);
}

let buffer = new Float64Array(0);
