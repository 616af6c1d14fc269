import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-ris";
import { describe, expect, test } from "vitest";
import { type Cited, citation } from "../../src/site/citation.ts";
import { type CitedPage, citeHtml } from "../../src/site/cite-html.ts";
import { citedParts } from "../../src/site/cited-parts.ts";
import { plainText } from "../../src/site/plain-text.ts";
import { releaseDoi } from "../../src/site/release-doi.ts";
import { sampleReport } from "../estimates/sample-report.ts";

const CITED: Cited = {
  key: "sample-2026-11-1-rq1",
  title: "Does the order of 50 % & {more} last?",
  report: "A sample study, version 2026.11.1",
  authors: [{ name: "Ada King Lovelace", orcid: "0000-0000-0000-0001" }, { name: "The contributors" }],
  date: "2026-11-24",
  version: "2026.11.1",
  place: "/v/2026.11.1/rq1/#fig-a",
  url: "https://example.org/v/2026.11.1/rq1/#fig-a",
  doi: null,
};

describe("citation", () => {
  test("APA: people by family name, groups as they stand, no second mark after a question", () => {
    expect(citation(CITED).apa).toBe(
      "Lovelace, A. K. & The contributors. (2026, November 24). Does the order of 50 % & {more} last? A Sample Study, Version 2026.11.1. https://example.org/v/2026.11.1/rq1/#fig-a",
    );
  });

  test("the template of APA is only the template: each citation has its own words", () => {
    expect(citation({ ...CITED, title: "Methods $&" }).apa).toContain(
      "(2026, November 24). Methods $&. A Sample Study",
    );
    expect(citation({ ...CITED, title: "Scale", url: "https://example.org/$1" }).apa).toMatch(/Scale\. .*\$1$/);
  });

  test("without date, authors or address it says less, and nothing that is not so", () => {
    const { apa, bibtex, ris, csl } = citation({ ...CITED, authors: [], date: null, url: null });
    expect(apa).toBe("Does the order of 50 % & {more} last? (n.d.). A Sample Study, Version 2026.11.1.");
    for (const text of [bibtex, ris, csl]) expect(text).not.toMatch(/https?:|undefined|null|NaN|author|AU {2}-/);
    expect(bibtex).toContain("note = {A sample study, version 2026.11.1, /v/2026.11.1/rq1/\\#fig-a}");
  });

  test("BibTeX reads back: the key, the title with its signs, the year and the address", () => {
    const { bibtex } = citation(CITED);
    expect(bibtex).toMatch(/^@misc\{sample-2026-11-1-rq1,/);
    const [item] = JSON.parse(new Cite(bibtex as never).format("data" as never)) as Record<string, unknown>[];
    expect(item).toMatchObject({ title: CITED.title, URL: CITED.url, issued: { "date-parts": [[2026, 11]] } });
  });

  test("RIS and CSL-JSON name the day and the DOI", () => {
    const { ris, csl } = citation({ ...CITED, doi: "10.5281/zenodo.1" });
    expect(ris).toContain("DA  - 2026/11/24");
    const title = "A title so long that it would be broken over two lines, and what comes after it too, or even more";
    expect(citation({ ...CITED, title }).ris.split("\n")).toContain(`TI  - ${title}`);
    expect(ris).toContain("DO  - 10.5281/zenodo.1");
    expect(JSON.parse(csl)).toMatchObject([{ DOI: "10.5281/zenodo.1", version: "2026.11.1" }]);
  });
});

const BODY = [
  '<h1>One</h1><figure class="figure" id="fig-a"><figcaption><h3 id="fig-a-heading"><a class="number" href="#fig-a">Figure 1</a> A &amp; B</h3></figcaption></figure>',
  '<div class="claim holds" id="claim-it"><p>It <b>persists</b>.</p></div><div id="else"><p>No claim.</p></div>',
].join("\n");

test("the parts of a page are its figures and claims", () => {
  expect(citedParts(BODY)).toEqual([
    { anchor: "fig-a", kind: "Figure", title: "A & B" },
    { anchor: "claim-it", kind: "Claim", title: "It persists." },
  ]);
});

describe("citeHtml", () => {
  const { design } = sampleReport().study;
  const addresses = {
    pages: [{ path: "/rq1/", title: "One", description: "", body: "", words: "" }],
    files: [],
    anchors: [{ address: "/rq1/#fig-a", kind: "figure", words: "" }],
  } as const;
  const release = { version: "2026.11.1", date: "2026-11-24", addresses };
  const page: CitedPage = {
    ...{ path: "/rq1/", title: "One", body: BODY, design, newest: design, address: "https://example.org/r/", release },
  };
  const links = (html: string) =>
    Array.from(html.matchAll(/<dt>Link<\/dt><dd><a href="([^"]*)">([^<]*)/g), ([, a, b]) => [a, b]);

  test("what is released has its permanent address; what is not yet, the newest", () => {
    expect(links(citeHtml(page))).toEqual([
      ["/v/2026.11.1/rq1/", "https://example.org/r/v/2026.11.1/rq1/"],
      ["/v/2026.11.1/rq1/#fig-a", "https://example.org/r/v/2026.11.1/rq1/#fig-a"],
      ["/rq1/#claim-it", "https://example.org/r/rq1/#claim-it"],
    ]);
  });

  test("a version without release says so, has no date and no DOI", () => {
    const words = plainText(citeHtml({ ...page, release: undefined, newest: { ...design, doi: "10.1/x" } }));
    expect(words).toContain("Version 2026.11.1 (Not Released)");
    expect(words).toContain("(n.d.)");
    expect(words).not.toContain("10.1/x");
  });

  test("without an address of the site, no citation has one", () => {
    const html = citeHtml({ ...page, address: undefined });
    expect(html).not.toMatch(/https?:/);
    expect(links(html)[0]).toEqual(["/v/2026.11.1/rq1/", "/v/2026.11.1/rq1/"]);
  });

  test("every figure and claim has an anchor that its own Cite link leads to", () => {
    const html = citeHtml(page);
    for (const id of ["cite", "cite-fig-a", "cite-claim-it"]) expect(html).toContain(`id="${id}"`);
  });
});

test("the DOI of a version: its own, else that of all versions, else none", () => {
  const { design } = sampleReport().study;
  const releases = [{ version: "2026.11.1", doi: "10.5281/zenodo.2" }];
  expect(releaseDoi(design, "2026.11.1")).toBeNull();
  expect(releaseDoi({ ...design, doi: "10.5281/zenodo.1", releases }, "2026.11.1")).toBe("10.5281/zenodo.2");
  expect(releaseDoi({ ...design, doi: "10.5281/zenodo.1", releases }, "2026.11.2")).toBe("10.5281/zenodo.1");
});
