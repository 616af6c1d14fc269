import type { Estimate } from "./estimate.ts";
import { formatEstimate } from "./format-estimate.ts";
import { formatNumber } from "./format-number.ts";
import { unitWord } from "./unit-word.ts";

/** What an estimate is and how sure, in words that stand beside its value: quantity, interval, n, verdict; or why it has no value. */
export function certainty(estimate: Estimate): string {
  const { value, reason, interval, intervalReason, n, unit, quantity, verdict, verdictReason, flags = [] } = estimate;
  if (value === null) return `${quantity}, undefined: ${reason ?? "no reason given"}`;
  const limits = interval
    ? `95 % interval ${limit(estimate, interval.low)} to ${limit(estimate, interval.high)}`
    : `no interval${intervalReason ? `: ${intervalReason}` : ""}`;
  const judged = verdict && (verdictReason ? `${verdict}: ${verdictReason}` : verdict);
  const count = `n = ${formatNumber(n, 0)} ${unitWord(unit)}${n === 1 ? "" : "s"}`;
  return [quantity, limits, count, ...flags, ...(judged ? [judged] : [])].join(", ");
}

function limit(estimate: Estimate, value: number): string {
  return formatEstimate({ ...estimate, value }) ?? "";
}
