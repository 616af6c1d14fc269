import type { Estimate } from "../estimates/estimate.ts";
import { sum } from "../statistics/sum.ts";
import { type IntervalOrReason, interval, PERCENTILE } from "./bootstrap-interval.ts";
import { meanLimits } from "./mean-limits.ts";
import { undefinedEstimate } from "./protocol.ts";
import type { Workspace } from "./workspace.ts";

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

function intervalOf(work: Workspace, values: readonly number[]): IntervalOrReason {
  const limits = meanLimits(values, work.bootstrap);
  return "intervalReason" in limits ? limits : interval(...limits, PERCENTILE);
}
