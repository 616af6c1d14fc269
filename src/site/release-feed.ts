import { escapeHtml } from "../figures/escape-html.ts";
import { diffAddress } from "../releases/diff-address.ts";
import { claimChange } from "../releases/diff-sections.ts";
import type { Release } from "../releases/release.ts";
import { notesHtml } from "./notes-html.ts";
import { releaseTurns } from "./release-turns.ts";

/**
 * An Atom feed of releases, newest first: each with its notes, and the claims that turned with it. Addresses are whole where
 * the report's own is known, else relative to the feed, as RFC 4287 allows.
 *
 * @param releases oldest first, at least one
 * @param address the address of the site with its base, `https://example.org/report/`
 * @see Nottingham and Sayre (2005), RFC 4287, The Atom Syndication Format
 */
export function releaseFeed(releases: readonly Release[], address: string | undefined): string {
  const { study, date } = releases.at(-1)!;
  const { id, title, authors } = study.design;
  const link = (path: string) => (address === undefined ? path : new URL(path, address).href);
  const name = (version?: string) =>
    address === undefined
      ? ["urn:magic-correlations", id, ...(version === undefined ? [] : [version])].join(":")
      : link(version === undefined ? "feed.xml" : `v/${version}/`);
  const entries = releases.map((release, k) => {
    const before = releases[k - 1];
    return [
      "<entry>",
      element("id", name(release.version)),
      element("title", `Version ${release.version}`),
      element("updated", `${release.date}T00:00:00Z`),
      `<link rel="alternate" type="text/html" href="${escapeHtml(link(`v/${release.version}/`))}"/>`,
      `<content type="html">${escapeHtml(entryHtml(release, before, link))}</content>`,
      "</entry>",
    ].join("\n");
  });
  const people = authors.length > 0 ? authors.map((author) => author.name) : [title];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
    element("id", name()),
    element("title", `${title}: releases`),
    element("updated", `${date}T00:00:00Z`),
    ...people.map((person) => `<author>${element("name", person)}</author>`),
    `<link rel="self" type="application/atom+xml" href="${escapeHtml(link("feed.xml"))}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeHtml(link("releases/"))}"/>`,
    ...entries.toReversed(),
    "</feed>\n",
  ].join("\n");
}

const element = (name: string, text: string) => `<${name}>${escapeHtml(text)}</${name}>`;

function entryHtml(release: Release, before: Release | undefined, link: (path: string) => string): string {
  const turns = releaseTurns(release, before);
  const items = turns.map((turn) => {
    const href = link(`v/${release.version}${turn.page}#claim-${turn.id}`);
    return `<li><b>${escapeHtml(claimChange(turn))}</b>: <a href="${escapeHtml(href)}">${escapeHtml(turn.text)}</a></li>`;
  });
  const turned = turns.length > 0 ? `<p>Claims that turned:</p><ul>${items.join("")}</ul>` : "<p>No claim turned.</p>";
  const changes = before && link(diffAddress(before.version, release.version).slice(1));
  const more = changes === undefined ? "" : `<p><a href="${escapeHtml(changes)}">All that changed</a></p>`;
  return `${before ? turned : ""}${more}${notesHtml(release.notes)}`;
}
