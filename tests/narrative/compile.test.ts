import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import rehypeStringify from "rehype-stringify";
import { remark } from "remark";
import remarkGfm from "remark-gfm";
import remarkRehype from "remark-rehype";
import { describe, expect, test } from "vitest";
import { compile } from "../../src/narrative/compile.ts";
import { sampleReport } from "../estimates/sample-report.ts";
import { compileSample } from "./compile-sample.ts";

const CASES = join(import.meta.dirname, "cases");
const INPUTS = readdirSync(CASES).map((name) => readFileSync(join(CASES, name, "input.md"), "utf8"));
const HEAD = "---\ntitle: T\n---\n";
const P = "rank-persistence/accuracy/400k";

describe("compile", () => {
  test.each([
    ["a control character", "a\u000eb", 'the character "\\u000e" stands here'],
    ["quotes", `${"> ".repeat(3_000)}a`, "quotes or lists nest too deeply"],
    ["lists", `${"- + ".repeat(1_000)}a`, "quotes or lists nest too deeply"],
    ["lists below lists", Array.from({ length: 150 }, (_, k) => `${"  ".repeat(k)}- a`).join("\n"), "nest too deeply"],
    ["blocks", `${':::when{test="true"}\n'.repeat(800)}a`, "blocks of ::: nest too deeply"],
    ["emphasis", `${"*a **b ".repeat(3_000)}${"b** a*".repeat(3_000)}`, "too many marks"],
    ["pictures", `${"![".repeat(3_000)}a${"](b)".repeat(3_000)}`, "too many marks"],
    ["ticks", Array.from({ length: 1_500 }, (_, k) => "`".repeat(k)).join(" "), "the page has 1125766 characters"],
    ["braces of TeX", `$\`${"{".repeat(5_000)}\`$`, "the formula: braces nest too deeply"],
    ["delimiters of TeX", `$\`${"\\left(".repeat(1_600)}\`$`, "the formula: commands nest too deeply"],
    ["long TeX", `$\`${"x+".repeat(6_000)}\`$`, "the formula: 12000 characters are too long"],
    [
      "frontmatter",
      `---\n${Array.from({ length: 5_000 }, (_, k) => `k${k}: a`).join("\n")}\n---\n`,
      "more than 1000 keys",
    ],
  ])("refuses soon, at its place, what nests or goes on without end: %s", (name, markdown, words) => {
    const start = performance.now();
    const { faults } = compileSample(name === "frontmatter" ? markdown : HEAD + markdown);
    expect(faults[0]?.value).toContain(words);
    expect(faults[0]).toMatchObject({ file: "content/page.md", line: expect.any(Number) });
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  test("an overflow of the stack that gets through is a fault of the page", () => {
    const overflow = (): string => overflow();
    const page = compile(`${HEAD}::figure[rank-persistence]\n`, {
      file: "content/page.md",
      report: sampleReport(),
      figureNames: ["rank-persistence"],
      figures: overflow as never,
      figureHtml: overflow,
      estimateHref: String,
      subjectHref: () => null,
      bibliography: new Map(),
      commentary: null,
    });
    expect(page.faults.map(({ file, value }) => `${file}: ${value}`)).toEqual([
      "content/page.md: something on this page, or in its commentary, nests too deeply",
    ]);
  });

  test("long lists and usual nesting are no fault", () => {
    const list = "- *a* **b** [c](d) `e`\n".repeat(600);
    expect(compileSample(`${HEAD}${list}\n> - > 1. a\n\n* * * * *\n`).faults).toEqual([]);
  });

  test("gives title, kicker, question, headings, figures, addresses and the estimates it rests on", () => {
    const page = compileSample(
      `---\ntitle: T\nkicker: K\nquestion: Q?\n---\n## One :study[scales]\n\n::figure[rank-persistence]\n\n:::claim{#c when="value('${P}/overall/all/spearman') > 0.0"}\nIt is.\n:::\n\n### Two\n`,
    );
    expect(page).toMatchObject({
      title: "T",
      kicker: "K",
      question: "Q?",
      description: null,
      answer: null,
      faults: [],
    });
    expect(page.headings).toEqual([
      { depth: 2, id: "one", text: "One 2" },
      { depth: 3, id: "two", text: "Two" },
    ]);
    expect(page.addresses).toEqual(["one", "fig-rank-persistence", "claim-c", "two"]);
    expect(page.figures.map((figure) => figure.id)).toEqual(["rank-persistence"]);
    expect(page.estimates).toEqual([`${P}/overall/all/spearman`]);
  });

  test("records what a claim says, was expected to be, and is; a mismatch is no fault", () => {
    const { claims, faults } = compileSample(
      `${HEAD}:::claim{#c when="value('${P}/overall/all/spearman') > 0.9"}\nIt is\n:value[${P}/overall/all/spearman].\n:::\n`,
    );
    expect(faults).toEqual([]);
    expect(claims).toMatchObject([
      { id: "c", line: 4, text: "It is 0.60.", expect: "holds", decision: { status: "fails" } },
    ]);
  });

  test("keeps nothing between calls", () => {
    for (const input of INPUTS) expect(compileSample(input)).toEqual(compileSample(input));
  });

  test("a page without title is a fault, and so is broken frontmatter", () => {
    expect(compileSample("Text.").faults[0]).toMatchObject({ line: 1, value: "no title" });
    expect(compileSample('---\ntitle: T\nkicker: "open\n---\nText.').faults[0]?.line).toBeGreaterThanOrEqual(3);
    expect(compileSample("---\ntitle: 3\n---\n").faults[0]).toMatchObject({ line: 2, value: "title is not a text" });
  });

  test("places hold with CRLF and a byte order mark", () => {
    const faults = compileSample(`\uFEFF${HEAD}One.\n\n  :value[x]\n`.replaceAll("\n", "\r\n")).faults;
    expect(faults).toMatchObject([{ line: 6, column: 3 }]);
  });

  test("no HTML of an author gets through, wherever it stands", () => {
    const evil = "<script>alert(1)</script>";
    const places = [
      `## ${evil}`,
      `:note[${evil}]`,
      `:value[${evil}]{else="${evil}"}`,
      `:when[a]{test=false else="${evil}"}`,
      `- ${evil}`,
    ];
    const { html } = compileSample(
      `${HEAD}${places.join("\n\n")}\n\n| a |\n|--|\n| ${evil} |\n\n> ${evil}\n\n[x]: ${evil}\n\n[^1]\n\n[^1]: ${evil}\n`,
    );
    expect(html.replace(/="[^"]*"/g, "")).not.toMatch(/<script/i); // in a quoted attribute it is only text
  });
});

describe("text without directives", () => {
  const plain = remark().use(remarkGfm).use(remarkRehype).use(rehypeStringify);
  const word = fc.constantFrom(
    "one",
    "*two*",
    "**three**",
    "`four`",
    "3:2",
    "a_b",
    "5 < 6",
    "R&D",
    "\\*",
    "—",
    "“x”",
    "~~no~~",
    "10 %",
  );
  const line = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(" "));
  const mark = fc.constantFrom("", "", "- ", "> ", "1. ");
  const lines = fc.array(
    fc.tuple(mark, line).map(([before, text]) => before + text),
    { maxLength: 6 },
  );
  test(
    "passes through as its Markdown would",
    () =>
      fc.assert(
        fc.property(lines, (blocks) => {
          const markdown = blocks.join("\n\n");
          expect(compileSample(HEAD + markdown).html.trim()).toBe(String(plain.processSync(markdown)).trim());
        }),
        { seed: 1 },
      ),
    30_000,
  );
});

describe("mutated input", () => {
  const cut = fc.tuple(
    fc.constantFrom(...INPUTS),
    fc.nat(),
    fc.nat(40),
    fc.constantFrom("", ":", "[", "]", "{", "}", '"', "*", "\n", ":::", "e.", "\u0000"),
  );
  test(
    "never crashes and never prints undefined things",
    () =>
      fc.assert(
        fc.property(cut, ([input, at, length, inserted]) => {
          const start = at % input.length;
          const { html, faults } = compileSample(input.slice(0, start) + inserted + input.slice(start + length));
          expect(html).not.toMatch(/NaN|\[object/);
          for (const fault of faults) expect(fault.line).toBeGreaterThan(0);
        }),
        { seed: 1, numRuns: 200 },
      ),
    30_000,
  );
});
