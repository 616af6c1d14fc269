import { certainty } from "../estimates/certainty.ts";
import { formatEstimate } from "../estimates/format-estimate.ts";
import { escapeHtml } from "../figures/escape-html.ts";
import type { PageClaim } from "../narrative/index.ts";
import { estimateHref } from "./estimate-href.ts";

const SHOWN = 6;

/** The claims of a page as a table's rows: the sentence linked to its place, status, what is expected, and the numbers that decide. */
export function claimsHtml(href: string, claims: readonly PageClaim[]): string {
  return claims
    .map(({ id, text, when, unless, expect, decision: { status, asked, globs, reason } }) => {
      const numbers = [
        ...asked.slice(0, SHOWN).map((estimate) => {
          const value = formatEstimate(estimate, { interval: true }) ?? estimate.reason ?? "undefined";
          const words = [value, estimate.verdict].filter((part) => part !== undefined).join(", ");
          return `<a class="value" href="${escapeHtml(estimateHref(estimate.id))}" title="${escapeHtml(`${estimate.id}: ${certainty(estimate)}`)}">${escapeHtml(words)}</a>`;
        }),
        ...(asked.length > SHOWN ? [`and ${asked.length - SHOWN} more`] : []),
        ...globs.map(({ glob, size }) => `${size} of <code>${escapeHtml(glob)}</code>`),
        ...(reason === null ? [] : [escapeHtml(reason)]),
      ];
      const conditions = [
        `holds when <code>${escapeHtml(when)}</code>`,
        ...(unless === undefined ? [] : [`fails when <code>${escapeHtml(unless)}</code>`]),
      ];
      const surprise = status === expect ? "" : ` <span class="reason">expected: ${expect}</span>`;
      return [
        `<div class="claim ${status === "cannot tell" ? "unknown" : status}">`,
        `<p><a href="${escapeHtml(href)}#claim-${escapeHtml(id)}">${escapeHtml(text)}</a></p>`,
        `<p class="status"><b>${MARKS[status]}</b>${surprise} ${numbers.join("; ")} <span class="tools"><a href="${escapeHtml(href)}#cite-claim-${escapeHtml(id)}" aria-label="Cite this claim">Cite</a></span></p>`,
        `<details class="data"><summary>Condition</summary><p>${conditions.join("; ")}</p></details>`,
        "</div>",
      ].join("\n");
    })
    .join("\n");
}

const MARKS = {
  holds: '<span aria-hidden="true">✓</span> Holds',
  fails: '<span aria-hidden="true">✗</span> Fails',
  "cannot tell": '<span aria-hidden="true">?</span> Cannot tell',
} as const;
