import { escapeHtml } from "../figures/escape-html.ts";
import { dayWords } from "../releases/day-words.ts";
import type { Release, ReleasedPage } from "../releases/release.ts";

/** What a frozen page's banner tells of later versions. Links are relative to the page. */
export interface Newer {
  /** the newest version */
  readonly version: string;
  /** the newest page at the same address; null where there is none any more */
  readonly page: string | null;
  /** the newest overview */
  readonly overview: string;
  /** whether the page of the newest release shows the same words and numbers */
  readonly isSame: boolean;
  /** the next release, and where it says what it changed; null where no page says so */
  readonly changes: { readonly version: string; readonly href: string } | null;
}

/** The bar above a frozen page: which version it is, from when, and whether a newer one exists. */
export function releaseBanner({ study, version, date }: Release, newer: Newer | null): string {
  const facts = [
    `<span>${escapeHtml(study.design.title)}</span>`,
    `<span>Version <b>${escapeHtml(version)}</b></span>`,
    `<span>Released ${timeHtml(date)}, kept as it was</span>`,
  ];
  const bar = `<p class="edition">${facts.join(" ")}</p>`;
  return newer === null ? bar : `${bar}<p class="superseded">${newerWords(newer)}</p>`;
}

const timeHtml = (date: string) => `<time datetime="${escapeHtml(date)}">${escapeHtml(dayWords(date))}</time>`;

function newerWords({ version, page, overview, isSame, changes }: Newer): string {
  const newest = `<b>A newer version exists</b>: ${escapeHtml(version)}.`;
  if (page === null)
    return `${newest} It has no such page; see its <a href="${escapeHtml(overview)}">overview</a>.${told(changes)}`;
  const there = `${newest} <a href="${escapeHtml(page)}">This page there</a>`;
  return isSame ? `${there} reads the same.` : `${there}.${told(changes)}`;
}

const told = (changes: Newer["changes"]) =>
  changes === null
    ? ""
    : ` <a href="${escapeHtml(changes.href)}">What changed on this page</a> with version ${escapeHtml(changes.version)}.`;

/** Notes that were added to a frozen page after its release. Empty where there are none. */
export function errataHtml({ errata }: Release, { path }: ReleasedPage): string {
  return errata
    .filter((erratum) => erratum.page === undefined || erratum.page === path)
    .map(
      ({ date, text }) =>
        `<aside class="erratum" aria-label="Erratum of ${escapeHtml(dayWords(date))}"><p><b>Erratum, ${timeHtml(date)}.</b> ${escapeHtml(text)}</p></aside>`,
    )
    .join("");
}
