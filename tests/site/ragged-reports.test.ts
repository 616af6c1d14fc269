import { globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseHTML } from "linkedom";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readAnalysis } from "../../src/estimates/read-analysis.ts";
import { RAGGED } from "../studies/write-study.ts";
import { expectWhole } from "./expect-whole.ts";
import { folderHashes } from "./folder-hashes.ts";
import { ofAllKinds, type SitePage } from "./read-site.ts";
import { runBuild, SMALL_PICTURES } from "./run-build.ts";

let work = "";
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), "site-"));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** No reader of a study of recipes meets a mixture: in text, in what is read out, in Markdown, or in a figure’s files. Ids and addresses stay. */
function expectOwnWord(folder: string, pages: readonly SitePage[]): void {
  const word = /(?<![\w/.#=-])mixtures?(?![\w/=-]|\.\w)/i;
  for (const { path, html } of pages) {
    const seen = html.replace(/<(script|style)\b(?![^>]*json)[\s\S]*?<\/\1>/g, "").replace(/<[^>]*>/g, " ");
    const told = [...html.matchAll(/\s(?:alt|title|aria-label|placeholder|label|content)="([^"]*)"/g)].map(
      ([, text]) => text,
    );
    expect([seen, ...told].join("\n"), path).not.toMatch(word);
  }
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    /\.(md|txt|svg)$|^figures\/.*\.csv$/.test(path),
  );
  expect(files.length).toBeGreaterThan(100);
  for (const path of files) expect(readFileSync(join(folder, path), "utf8"), path).not.toMatch(word);
  const rq1 = readFileSync(join(folder, "rq1", "index.html"), "utf8");
  for (const text of ["order of the recipes", 'id="fig-trajectories"', 'id="fig-covariates"', 'data-unit="a recipe"'])
    expect(rq1).toContain(text);
  const { estimates } = readAnalysis(join(folder, "data", "analysis.json"));
  expect(new Set(estimates.map(({ unit }) => unit))).toEqual(new Set(["recipe", "benchmark", "item", "seed"]));
}

/** The ragged study whose names were made by somebody who means harm. */
const HOSTILE = "accuracy only";

/** Gives every thing of a study a name that would run in a page, in an attribute, in a drawing or in Markdown that trusts it. */
function nameHostilely(data: string): void {
  const names = [
    "<img src=x onerror=alert(1)>",
    '"><script>alert(1)</script>',
    "</title></svg><svg onload=alert(1)>",
    "[a](javascript:alert(1)) :value[x]",
    "{{a}} @@body@@ &lt;b&gt; $& $1",
  ];
  let next = 0;
  const path = join(data, "study.yaml");
  const hostile = () => JSON.stringify(`${names[next++ % names.length]} ${next}`);
  const text = readFileSync(path, "utf8")
    .replace(/label: [^,}\n]+/g, () => `label: ${hostile()}`)
    .replace(/title: .*/, () => `title: ${hostile()}\ndescription: ${hostile()}\nlicense: ${hostile()}`)
    .replace(/^version/m, () => `authors: [{name: ${hostile()}}, {name: ${hostile()}}]\nversion`);
  writeFileSync(path, text);
}

/** Nothing of a name became an element, an event, an address that runs, or a word of the feed's or of a drawing's own language. */
function expectHarmless(folder: string, pages: readonly SitePage[]): void {
  const found: string[] = [];
  for (const { path, html } of ofAllKinds(pages)) {
    const { document } = parseHTML(html);
    for (const element of document.querySelectorAll("*")) {
      for (const { name, value } of element.attributes) {
        if (/^on/i.test(name)) found.push(`${path}: ${name}=${value}`);
        if (/^\s*(javascript|vbscript|data:text)/i.test(value)) found.push(`${path}: ${name}=${value}`);
      }
      if (element.tagName === "IMG" && element.getAttribute("src") === "x") found.push(`${path}: a picture of a name`);
      if (element.tagName === "SCRIPT" && element.textContent === "alert(1)") found.push(`${path}: a script of a name`);
    }
  }
  for (const path of globSync("**/*.svg", { cwd: folder }))
    if (/<(script|img)\b|<svg onload/.test(readFileSync(join(folder, path), "utf8"))) found.push(path);
  expect(found).toEqual([]);
  expect(pages.find(({ path }) => path === "mixtures/index.html")!.html).toContain("&lt;script");
}

// other ragged studies are built, and looked at, by the tests of the browser and of releases
test.each(["accuracy only", "recipes"])("a study of %s builds: every page whole", async (name) => {
  const [data, out] = [join(work, `ragged ${name}`), join(work, `report ${name}`)];
  mkdirSync(data);
  RAGGED[name]!(data);
  if (name === HOSTILE) nameHostilely(data);
  const before = folderHashes(data);
  const { status, stderr } = await runBuild(...SMALL_PICTURES, "--data", data, "--out", out);
  expect(stderr).not.toMatch(/fault/);
  expect(status).toBe(0);
  const pages = expectWhole(out);
  if (name === "recipes") expectOwnWord(out, pages);
  if (name === HOSTILE) expectHarmless(out, pages);
  expect(folderHashes(data), "the study folder is left as it was").toEqual(before);
});
