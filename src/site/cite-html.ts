import { escapeHtml } from "../figures/escape-html.ts";
import type { Release } from "../releases/release.ts";
import type { StudyDesign } from "../study/design.ts";
import { type Cited, citation } from "./citation.ts";
import { type CitedPart, citedParts } from "./cited-parts.ts";
import { releaseDoi } from "./release-doi.ts";

/** A page to be cited. */
export interface CitedPage {
  /** from the root of its version, `/rq1/` */
  readonly path: string;
  readonly title: string;
  /** what stands in `<main>` */
  readonly body: string;
  /** the design of the study that it shows */
  readonly design: StudyDesign;
  /** the newest study.yaml: it knows the DOIs */
  readonly newest: StudyDesign;
  /** the address of the site with its base; undefined where it is not known */
  readonly address: string | undefined;
  /** the release that has this version; undefined while it has none */
  readonly release: Pick<Release, "version" | "date" | "addresses"> | undefined;
}

/**
 * How to cite a page, and each of its figures and claims, in the version that is read: a disclosure with a link, APA, BibTeX,
 * CSL-JSON and RIS. What is released is cited by its permanent address, `/v/VERSION/…`; what is not, or not yet part of the
 * release, by the newest address and without a date.
 */
export function citeHtml(page: CitedPage): string {
  const { release } = page;
  const isFrozen = release?.addresses.pages.some(({ path }) => path === page.path) ?? false;
  const frozen = new Set(isFrozen ? release?.addresses.anchors.map(({ address }) => address) : []);
  const parts = citedParts(page.body).map((part) =>
    partHtml(page, part, frozen.has(`${page.path}#${part.anchor}`) ? release : undefined),
  );
  const whole = blockHtml(page, page.title, "", isFrozen ? release : undefined);
  const inner =
    parts.length === 0 ? "" : `<div class="cite-parts"><p>Its figures and claims:</p>${parts.join("")}</div>`;
  return `<details class="cite" id="cite"><summary>Cite this page</summary>${whole}${inner}</details>`;
}

function partHtml(page: CitedPage, { anchor, kind, title }: CitedPart, release: CitedPage["release"]): string {
  const block = blockHtml(page, title, anchor, release);
  // Inside, because a browser opens what is folded around the place that a link leads to.
  return `<details><summary>${kind}: ${escapeHtml(title)}</summary><div id="cite-${escapeHtml(anchor)}">${block}</div></details>`;
}

function blockHtml(page: CitedPage, title: string, anchor: string, release: CitedPage["release"]): string {
  const { path, design, newest, address } = page;
  const place = `${release ? `/v/${release.version}` : ""}${path}${anchor === "" ? "" : `#${anchor}`}`;
  const url = address === undefined ? null : new URL(place.slice(1), address).href;
  const slug =
    `${path}${anchor}`
      .split(/[^a-z0-9]+/i)
      .filter(Boolean)
      .join("-") || "overview";
  const cited: Cited = {
    key: `${design.id}-${design.version}-${slug}`.replaceAll(".", "-"),
    title,
    report: `${design.title}, version ${design.version}${page.release ? "" : " (not released)"}`,
    authors: design.authors,
    date: release?.date ?? null,
    version: design.version,
    place,
    url,
    doi: release ? releaseDoi(newest, release.version) : null,
  };
  const { apa, bibtex, csl, ris } = citation(cited);
  const text = (name: string, value: string) => `<dt>${name}</dt><dd><pre>${escapeHtml(value)}</pre></dd>`;
  const doi =
    cited.doi === null
      ? ""
      : `<dt>DOI</dt><dd><a href="https://doi.org/${escapeHtml(cited.doi)}">${escapeHtml(cited.doi)}</a></dd>`;
  return [
    `<dl><dt>Link</dt><dd><a href="${escapeHtml(place)}">${escapeHtml(url ?? place)}</a></dd>${doi}`,
    `<dt>APA</dt><dd>${escapeHtml(apa)}</dd>`,
    text("BibTeX", bibtex),
    text("CSL-JSON", csl),
    text("RIS", ris),
    "</dl>",
  ].join("");
}
