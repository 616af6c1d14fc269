import type { Estimate } from "../estimates/estimate.ts";
import { formatEstimate } from "../estimates/format-estimate.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { type Phrase, phrase, text } from "./nodes.ts";
import type { Page } from "./page.ts";

/** Words that rest on an estimate, linked to its row; what it is and how sure stands in the title. */
export function estimateLink(words: string, estimate: Estimate, page: Page): Phrase {
  page.quoted.add(estimate.id);
  const href = page.options.estimateHref(estimate.id);
  return phrase("a", { className: ["value"], href, title: certainty(estimate) }, [text(words)]);
}

function certainty(estimate: Estimate): string {
  const { value, reason, interval, intervalReason, n, unit, quantity } = estimate;
  if (value === null) return `${quantity}, undefined: ${reason ?? "no reason given"}`;
  const limits = interval
    ? `95 % interval ${limit(estimate, interval.low)} to ${limit(estimate, interval.high)}`
    : `no interval${intervalReason ? `: ${intervalReason}` : ""}`;
  return `${quantity}, ${limits}, n = ${formatNumber(n, 0)} ${unit}${n === 1 ? "" : "s"}`;
}

function limit(estimate: Estimate, value: number): string {
  return formatEstimate({ ...estimate, value }) ?? "";
}
