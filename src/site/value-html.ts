import type { Report } from "../estimates/analysis.ts";
import { certainty } from "../estimates/certainty.ts";
import type { Estimate } from "../estimates/estimate.ts";
import { formatEstimate } from "../estimates/format-estimate.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { settlingMixtures } from "../estimates/settling-mixtures.ts";
import { escapeHtml } from "../figures/escape-html.ts";
import { absentReason } from "./absent-reason.ts";
import { estimateHref } from "./estimate-href.ts";

export interface ValueOptions {
  /** whether the interval follows the value; true when absent */
  readonly interval?: boolean;
}

/**
 * An estimate as a link to its row: `0.90 [0.53, 1.00]`, and its verdict where it has one. Where it is undefined, or the
 * study has none, the reason stands in its place.
 */
export function valueHtml(report: Report, id: string, { interval = true }: ValueOptions = {}): string {
  const estimate = report.estimates.get(id);
  if (!estimate) return `<span class="reason">${escapeHtml(absentReason(id, report.study))}</span>`;
  const value = formatEstimate(estimate, { interval })?.replace(/ percentage points/, "\u00a0pp");
  const className = value === undefined ? "value reason" : "value";
  const words = value ?? estimate.reason ?? "undefined";
  const link = `<a class="${className}" href="${escapeHtml(estimateHref(id))}" title="${escapeHtml(certainty(estimate))}">${escapeHtml(words)}</a>`;
  return estimate.verdict && estimate.value !== null ? `${link} ${verdictHtml(estimate)}` : link;
}

/** The verdict, with what would settle it; the plainest reasons are left to the title. */
function verdictHtml(estimate: Estimate): string {
  const { verdict, verdictReason = "" } = estimate;
  const mixtures = settlingMixtures(estimate);
  const isPlain = verdict !== "inconclusive" || verdictReason.endsWith("cannot tell");
  const needed = mixtures === null ? "" : `needs some ${formatNumber(mixtures, 0)} mixtures`;
  const why = [isPlain ? "" : verdictReason, needed].filter((part) => part !== "").join("; ");
  const title = verdictReason && ` title="${escapeHtml(verdictReason)}"`;
  return `<b class="verdict ${verdict}"${title}>${verdict}</b>${why && ` <span class="reason">${escapeHtml(why)}</span>`}`;
}
