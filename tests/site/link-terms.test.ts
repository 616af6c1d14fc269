import { expect, test } from "vitest";
import { glossaryTerms } from "../../src/site/glossary-terms.ts";
import { linkTerms } from "../../src/site/link-terms.ts";

const TERMS = glossaryTerms(
  {
    headings: [
      { depth: 2, id: "seed", text: "Seed" },
      { depth: 2, id: "noise", text: "Noise" },
      { depth: 2, id: "noise-ceiling", text: "Noise ceiling" },
      { depth: 2, id: "ece", text: "ECE" },
    ],
    html: `<h2 id="seed">Seed <a href="#seed">#</a></h2>\n<p>Where <em>luck</em> "begins".</p><h2 id="noise">Noise</h2><p>Luck.</p>
      <h2 id="noise-ceiling">Noise ceiling</h2><p>As high as noise allows.</p><h2 id="ece">ECE</h2><p>An error.</p>`,
  },
  "/glossary/",
);

/** The words that are linked, in order. */
const linked = (html: string) =>
  [...linkTerms(html, TERMS).matchAll(/<a class="term"[^>]*>([^<]*)<\/a>/g)].map((m) => m[1]);

test("glossaryTerms(page) takes each heading, its address and the paragraph after it", () => {
  expect(TERMS[0]).toEqual({ name: "Seed", href: "/glossary/#seed", definition: 'Where luck "begins".' });
});

test("linkTerms(html) links the first use alone, the definition in the title, escaped", () => {
  expect(linkTerms("<p>Each seed. A seed.</p>", TERMS)).toBe(
    '<p>Each <a class="term" href="/glossary/#seed" title="Where luck &quot;begins&quot;.">seed</a>. A seed.</p>',
  );
});

test("linkTerms(html) matches whole words, plurals, the longest term, and acronyms in their own case", () => {
  expect(linked("<p>Seeds under the noise ceiling, noise.</p>")).toEqual(["Seeds", "noise ceiling", "noise"]);
  expect(linked("<p>seedling, re-seed, seed-to-seed, Ece</p>")).toEqual([]);
  expect(linked("<p>ECE</p>")).toEqual(["ECE"]);
});

test("linkTerms(html) leaves links, headings, code, figures and tags alone", () => {
  const html =
    '<h2>Seed</h2><a href="/seed/" title="seed">seed</a><code>seed</code><figure><p>seed</p></figure><img alt="seed">';
  expect(linkTerms(html, TERMS)).toBe(html);
  expect(linked(`${html}<p>seed</p>`)).toEqual(["seed"]);
});
