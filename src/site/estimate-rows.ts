import type { Estimate } from "../estimates/estimate.ts";
import { formatEstimate } from "../estimates/format-estimate.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { formatP } from "../estimates/format-p.ts";
import { escapeHtml } from "../figures/escape-html.ts";

/**
 * The table rows of a group of estimates, as HTML: tens of thousands of them, so they are joined as text and not made of
 * components.
 *
 * @param group the common beginning of the ids, which the first column leaves out
 */
export function estimateRows(estimates: readonly Estimate[], group: string): string {
  return estimates.map((estimate) => row(estimate, group)).join("\n");
}

function row(estimate: Estimate, group: string): string {
  const { id, value, interval, p, n, unit } = estimate;
  const anchor = escapeHtml(id);
  const label = escapeHtml(id.slice(group.length + 1));
  const shown = formatEstimate(estimate);
  const cells = [
    `<th scope="row"><a href="#${anchor}">${label}</a></th>`,
    number(shown === null ? "–" : shown.replace(" percentage points", "\u00a0pp")),
    number(interval && value !== null ? bounds(estimate) : ""),
    number(p ? formatP(p.value).replace(/^p (= )?/, "") : ""),
    number(p?.adjusted === undefined ? "" : formatP(p.adjusted).replace(/^p (= )?/, "")),
    number(formatNumber(n, 0), n === 1 ? unit : `${unit}s`),
    `<td>${remark(estimate)}</td>`,
  ];
  return `<tr id="${anchor}">${cells.join("")}</tr>`;
}

function number(text: string, title?: string): string {
  return `<td class="n"${title ? ` title="${title}"` : ""}>${escapeHtml(text)}</td>`;
}

/** The interval in the format of the value: `0.53 to 1.00`. */
function bounds(estimate: Estimate): string {
  const { interval } = estimate;
  const bound = (value: number) => formatEstimate({ ...estimate, value })?.replace(/\s*(%|percentage points)$/u, "");
  return `${bound(interval!.low)} to ${bound(interval!.high)}`;
}

function remark({ value, reason, intervalReason, pReason, verdict, verdictReason, flags }: Estimate): string {
  const why = value === null ? [reason] : verdict ? [verdictReason] : [intervalReason, pReason];
  const reasons = [...new Set(why.filter((text) => text !== undefined)), ...(flags ?? [])].map(escapeHtml).join("; ");
  return [verdict && `<b>${verdict}</b>`, reasons && `<span class="reason">${reasons}</span>`]
    .filter(Boolean)
    .join(" ");
}
