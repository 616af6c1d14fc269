import type { Estimate } from "../estimates/estimate.ts";
import { formatEstimate } from "../estimates/format-estimate.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { formatP } from "../estimates/format-p.ts";
import { settlingMixtures } from "../estimates/settling-mixtures.ts";
import { unitWord } from "../estimates/unit-word.ts";
import { escapeHtml } from "../figures/escape-html.ts";
import type { EarlierEstimates } from "./estimate-history.ts";
import { historyHtml } from "./history-html.ts";

/**
 * The table rows of a group of estimates, as HTML: tens of thousands of them, so they are joined as text and not made of
 * components.
 *
 * @param group the common beginning of the ids, which the first column leaves out
 * @param history the releases whose values a column more tells; no column where there are none
 */
export function estimateRows(
  estimates: readonly Estimate[],
  group: string,
  history: readonly EarlierEstimates[] = [],
): string {
  return estimates.map((estimate) => row(estimate, group, history)).join("\n");
}

function row(estimate: Estimate, group: string, history: readonly EarlierEstimates[]): string {
  const { id, value, interval, intervalReason, p, pReason, n, unit } = estimate;
  const anchor = escapeHtml(id);
  const label = escapeHtml(id.slice(group.length + 1));
  const cells = [
    `<th scope="row"><a href="#${anchor}">${label}</a></th>`,
    number(formatEstimate(estimate)?.replace(" percentage points", "\u00a0pp") ?? "–"),
    number(interval && value !== null ? bounds(estimate) : "–", intervalReason),
    number(p ? bare(p.value) : "–", pReason),
    number(p?.adjusted === undefined ? "–" : bare(p.adjusted)),
    number(formatNumber(n, 0), n === 1 ? unitWord(unit) : `${unitWord(unit)}s`),
    ...(history.length > 0 ? [`<td class="n">${historyHtml(estimate, history)}</td>`] : []),
    `<td>${remark(estimate)}</td>`,
  ];
  return `<tr id="${anchor}">${cells.join("")}</tr>`;
}

/** A p-value for a column that is headed p: `0.03`, `< 0.001`. */
const bare = (value: number) => formatP(value).replace(/^p (= )?/, "");

function number(text: string, title?: string): string {
  return `<td class="n"${title ? ` title="${escapeHtml(title)}"` : ""}>${escapeHtml(text)}</td>`;
}

/** The interval in the format of the value: `0.53 to 1.00`. */
function bounds(estimate: Estimate): string {
  const { interval } = estimate;
  const bound = (value: number) => formatEstimate({ ...estimate, value })?.replace(/\s*(%|percentage points)$/u, "");
  return `${bound(interval!.low)} to ${bound(interval!.high)}`;
}

/** The verdict and why, why there is no value, and what to keep in mind. */
function remark(estimate: Estimate): string {
  const { value, reason, verdict, verdictReason, flags = [] } = estimate;
  const mixtures = settlingMixtures(estimate);
  const why = value === null ? reason : verdictReason;
  const needed = mixtures === null ? "" : `some ${formatNumber(mixtures, 0)} mixtures would settle it`;
  const rest = [why, needed, ...flags].filter(Boolean).map((text) => escapeHtml(text!));
  return [
    verdict && `<b class="verdict ${verdict}">${verdict}</b>`,
    rest.length > 0 && `<span class="reason">${rest.join("; ")}</span>`,
  ]
    .filter(Boolean)
    .join(" ");
}
