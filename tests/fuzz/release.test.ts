import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import type { Element } from "hast";
import rehypeParse from "rehype-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Fault, FaultError } from "../../src/faults.ts";
import { releasedReport } from "../../src/releases/released-report.ts";
import { releases } from "../../src/releases/releases.ts";
import { scriptIn } from "../../src/releases/script-in.ts";
import { finishFrozen, frozenParts } from "../../src/site/frozen-pages.ts";
import { notesHtml } from "../../src/site/notes-html.ts";
import { SHELL } from "../../src/site/shell.ts";
import { addRelease, tinyFrozen } from "../releases/tiny-release.ts";
import { changedBytes, changes } from "./changed-bytes.ts";
import { expectInWords } from "./expect-in-words.ts";
import { fuzzRuns } from "./fuzz-runs.ts";

const VERSION = "2026.11.1";
const SHELL_HTML = [
  `<i title="${SHELL.title}" data-words="${SHELL.description}" data-path="${SHELL.path}"></i>`,
  `<a href="${SHELL.canonical}">a</a>${SHELL.banner}${SHELL.body}${SHELL.cite}`,
].join("");
const TEXTS = [
  "release.json",
  "study.json",
  "absences.json",
  "addresses.json",
  "estimates.txt",
  "notes.md",
  "errata.yaml",
];
const TOKENS = [
  ...['"', "{", "}", "[", "]", "[]", "{}", ",", ":", "null", "true", "-1", "0.5", "1e999", "\\u0000", '"__proto__":1,'],
  ...[
    '\\"><script src=x></script>',
    "<img src=x onerror=a>",
    "/../",
    "//",
    "javascript:",
    "](data:x)",
    "![",
    "\t",
    "\n",
    "\0",
    "é",
  ],
  ...["- ", "&a ", "*a", "<<: *a", "!!int ", "kind x {}", "\t\t\t\t", "NaN", "#", ".svg", "\u202e"],
];
const MARKUP = [
  ...[
    "<",
    ">",
    '"',
    "'",
    "=",
    "/",
    "<!--",
    "-->",
    "--!>",
    '<a =">',
    "<textarea>",
    "<title>",
    "</title>",
    "<svg>",
    "</svg>",
  ],
  ...[
    "<script src=x></script>",
    " onclick=x",
    ' href="javascript:x"',
    "<math>",
    "<![CDATA[",
    "<style>",
    "<table>",
    "&#106;",
  ],
];

let data = "";
let sound: Record<string, Buffer> = {};
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), "fuzz-release-"));
  const frozen = tinyFrozen(VERSION);
  const claim = { id: "it", page: "/rq1/", text: "It holds.", when: "true", expect: "holds", status: "holds" } as const;
  const note = { protocol: "level", about: "level/a", message: "too few" };
  addRelease(data, {
    ...frozen,
    record: { ...frozen.record, claims: [claim], data: { commit: "0".repeat(40), blobs: { "a.csv": "1".repeat(40) } } },
    analysis: { ...frozen.analysis, notes: [note] },
    notes: "# First\n\n## New\n\n- [a](https://a.org/), ![b](b.png) and [c][c]\n\n[c]: /rq1/\n",
  });
  const errata = '- {date: 2026-12-01, page: /rq1/, text: "One is two."}\n- date: 2026-12-02\n  text: Two is three.\n';
  writeFileSync(join(data, "releases", VERSION, "errata.yaml"), errata);
  sound = Object.fromEntries(TEXTS.map((name) => [name, readFileSync(join(data, "releases", VERSION, name))]));
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

/** Everything of the releases as a site shows it, or the faults that stop it. */
function outcome(name: string, bytes: Uint8Array): "read" | "refused" {
  for (const [path, own] of Object.entries(sound)) writeFileSync(join(data, "releases", VERSION, path), own);
  writeFileSync(join(data, "releases", VERSION, name), bytes);
  const site = join(data, "site");
  rmSync(site, { recursive: true, force: true });
  const faults: Fault[] = [];
  try {
    const all = releases(data);
    const [release] = all;
    expect(releasedReport(release!).estimates.size).toBeLessThan(3);
    expect(scriptIn(notesHtml(release!.notes))).toBeNull();
    const parts = [...frozenParts({ releases: all, design: release!.study.design, address: undefined }, site, faults)];
    mkdirSync(join(site, "v", VERSION, "shell"), { recursive: true });
    writeFileSync(join(site, "v", VERSION, "shell", "index.html"), SHELL_HTML);
    finishFrozen(parts, all, { site, pages: new Set() });
    for (const path of globSync("v/**/index.html", { cwd: site }))
      expect(scriptIn(readFileSync(join(site, path), "utf8"))).toBeNull();
    if (faults.length > 0) throw new FaultError(faults);
    return "read";
  } catch (error) {
    expectInWords(error);
    return "refused";
  }
}

describe("whatever is done to a file of a release, its pages are harmless or it is refused in words", () => {
  test.each(TEXTS)("%s", { timeout: 3_600_000 }, (name) => {
    expect(outcome(name, sound[name]!)).toBe("read");
    const counts = { read: 0, refused: 0 };
    const tried = fc.property(changes, (all) => {
      counts[outcome(name, changedBytes(sound[name]!, all, TOKENS))]++;
    });
    fc.assert(tried, fuzzRuns(25));
    if (process.env.FUZZ_RUNS) console.log(`${name}: ${JSON.stringify(counts)}`);
    // nearly all that is written is Markdown
    if (name !== "notes.md") expect(counts.refused).toBeGreaterThan(0);
  });
});

test("whatever the markup of a page is, a parser of HTML finds no program in what scriptIn lets be", () => {
  const parser = unified().use(rehypeParse);
  const parts = fc.array(fc.constantFrom(...MARKUP, " ", "a", "x=y"), { maxLength: 16 });
  const tried = fc.property(parts, (markup) => {
    if (scriptIn(markup.join("")) !== null) return;
    const tree = parser.parse(`<!doctype html><body>${markup.join("")}</main><p class="a">b</p>`);
    visit(tree, "element", ({ tagName, properties }: Element) => {
      expect(["script", "style", "textarea"]).not.toContain(tagName);
      for (const [key, value] of Object.entries(properties))
        expect(`${key}=${value}`).not.toMatch(/^on|^href=javascript/i);
    });
  });
  fc.assert(tried, fuzzRuns(300));
});
