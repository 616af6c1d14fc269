import { expect, test } from "vitest";
import { pageMarkdown } from "../../src/site/page-markdown.ts";

const FROM = { address: "https://example.org/report/", study: "a study" };
const page = (main: string) =>
  `<!doctype html><head><title>t</title></head><body><nav>n</nav><main id="main">${main}</main></body>`;

test("pageMarkdown keeps the words and values of the main part, and leaves out what serves a window", () => {
  const markdown = pageMarkdown(
    page(`<h1>Does it last?</h1><nav class="contents"><p>On this page</p></nav><aside class="facts">9</aside>
      <p>ρ is <a class="value" href="../estimates/#x" title="n = 9">0.90 [0.53, 1.00]</a> in <a class="term" href="../glossary/#mixture" title="A recipe">mixtures</a>.</p>
      <h2 id="a">Why <a class="anchor" href="#a">#</a></h2><p>So.</p>`),
    { address: "/rq1/", study: "a study" },
  );
  expect(markdown).toBe(`# Does it last?

ρ is [0.90 \\[0.53, 1.00\\]](../estimates/#x) in mixtures.

## Why

So.

---

From \`/rq1/\` of a study.
`);
});

test("pageMarkdown writes formulas as TeX, sidenotes as footnotes, tables with their caption", () => {
  const markdown = pageMarkdown(
    page(`<p>With <math alttext="x_i"><mi>x</mi></math> one<sup class="sn"><a href="#note-1">1</a></sup><small class="note" id="note-1" role="note"><b aria-hidden="true">1</b> Or <i>two</i>.</small>.</p>
      <div class="formula"><math alttext="\\rho = r" display="block"><mi>ρ</mi></math></div>
      <div class="table"><table><caption>Levels</caption><thead><tr><th>Mixture</th><th>ρ</th></tr></thead>
      <tbody><tr><th>web</th><td><a class="value" href="../estimates/#x">0.90</a></td></tr></tbody></table></div>`),
    FROM,
  );
  expect(markdown).toContain("With $`x_i`$ one[^1].");
  expect(markdown).toContain("```math\n\\rho = r\n```");
  expect(markdown).toContain("[^1]: Or *two*.");
  expect(markdown).toMatch(/Levels\n\n\| Mixture \| ρ \|\n\| -+ \| -+ \|\n\| web \| 0\.90 \|/);
});

test("pageMarkdown tells a figure in words, with its picture and data as links", () => {
  const svg = '<svg width="340" height="10"><title>T</title><desc>Three rise.</desc><g><text>0.123</text></g></svg>';
  const figure = (
    tools: string,
  ) => `<figure id="fig-a" class="figure"><figcaption class="head"><h3><a class="number" href="#fig-a">Figure 2</a> All rise</h3>
    <p class="subtitle">ρ by mixture</p></figcaption><div class="narrow">${svg}</div><div class="wide">${svg}</div><p class="caption">Dots are mixtures.</p>
    <details class="data"><summary>Table</summary><table><tbody><tr><td>0.456</td></tr></tbody></table></details>${tools}</figure>`;
  const files =
    '<p class="tools"><a href="../figures/a.csv" download>CSV</a> <a href="../figures/a.svg" download>SVG</a></p>';
  expect(pageMarkdown(page(figure(files)), FROM)).toBe(
    "**Figure 2. All rise**\n\nρ by mixture\n\n![Three rise.](../figures/a.svg)\n\nDots are mixtures.\n\n[Data of the figure (CSV)](../figures/a.csv)\n\n---\n\nFrom <https://example.org/report/> of a study.\n",
  );
  expect(pageMarkdown(page(figure("")), FROM)).toContain("ρ by mixture\n\nThree rise.\n\nDots are mixtures.");
});
