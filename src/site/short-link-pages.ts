import type { Estimate } from "../estimates/estimate.ts";
import { formatEstimate } from "../estimates/format-estimate.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { escapeHtml } from "../figures/escape-html.ts";
import type { Release } from "../releases/release.ts";
import { releasedRows } from "../releases/released-rows.ts";
import { PROTOCOLS } from "./protocols.ts";

/** A page of short links, without its shell. */
export interface ShortLinkPage {
  /** from the root of the version: `/e/rank-persistence/` */
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly body: string;
}

/**
 * The short permanent links of a release's estimates: `/v/VERSION/e/ID` with `#` in the place of the first slash, so that a
 * page for each protocol resolves tens of thousands of them without a server: `/v/2026.11.2/e/level/#accuracy/40k/…`. Each line
 * has the value; the heading of a group leads to the whole rows.
 */
export function shortLinkPages(release: Release, estimates: Iterable<Estimate>): ShortLinkPage[] {
  const rowOf = releasedRows(release);
  const protocols = Map.groupBy(estimates, ({ id }) => id.slice(0, id.indexOf("/")));
  const order = Object.keys(PROTOCOLS);
  const place = (protocol: string) => order.indexOf(protocol) + 1 || order.length + 1;
  const sorted = [...protocols].toSorted(([a], [b]) => place(a) - place(b));
  const titleOf = (protocol: string) => PROTOCOLS[protocol]?.title ?? protocol;
  const list = sorted.map(
    ([protocol, own]) =>
      `<li><a href="/e/${escapeHtml(protocol)}/">${escapeHtml(titleOf(protocol))}</a> <span>${formatNumber(own.length, 0)}</span></li>`,
  );
  const about = `Every estimate of version ${release.version} by a short link that stays.`;
  const how = `<p class="answer">${escapeHtml(about)} Write its id after <code>/v/${escapeHtml(release.version)}/e/</code>, with # in the place of the first slash.</p>`;
  return [
    {
      path: "/e/",
      title: "Short links of estimates",
      description: about,
      body: `<h1>Short links of estimates</h1>${how}<div class="prose"><ul class="groups">${list.join("")}</ul></div>`,
    },
    ...sorted.map(([protocol, own]) => ({
      path: `/e/${protocol}/`,
      title: `Short links: ${titleOf(protocol)}`,
      description: `${titleOf(protocol)}: every estimate of version ${release.version} by a short link that stays.`,
      body: `<h1>${escapeHtml(titleOf(protocol))}</h1>${how}<div class="prose short-links">${groups(protocol, own, rowOf)}</div>`,
    })),
  ];
}

function groups(protocol: string, estimates: readonly Estimate[], rowOf: (id: string) => string | null): string {
  const pages = Map.groupBy(estimates, ({ id }) => rowOf(id)?.split("#", 1)[0] ?? null);
  return [...pages]
    .map(([page, own]) => {
      const name = escapeHtml(page === null ? protocol : page.slice("/estimates/".length, -1));
      const heading = page === null ? name : `<a href="${escapeHtml(page)}">${name}</a>`;
      return `<h2>${heading}</h2><ul>${own.map((estimate) => line(estimate, protocol)).join("")}</ul>`;
    })
    .join("\n");
}

function line(estimate: Estimate, protocol: string): string {
  const rest = escapeHtml(estimate.id.slice(protocol.length + 1));
  const value = formatEstimate(estimate, { interval: true }) ?? estimate.reason ?? "undefined";
  return `<li id="${rest}">${rest}: ${escapeHtml(value)}</li>\n`;
}
