import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { AxeResults } from "axe-core";
import { parseHTML } from "linkedom";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readAnalysis } from "../../src/estimates/read-analysis.ts";
import { writeAnalysis } from "../../src/estimates/write-analysis.ts";
import { sha256 } from "../../src/files.ts";
import { launchBrowser } from "../../src/site/launch-browser.ts";
import { staticServer } from "../../src/site/static-server.ts";
import { RAGGED, writeStudy } from "../studies/write-study.ts";
import { brokenLinks, emptyFigures, readSite, repeatedIds, type SitePage, slips } from "./read-site.ts";
import { runBuild, startBuild } from "./run-build.ts";

const PAGES = [
  ...["", "rq1/", "rq2/", "rq3/", "rq4/", "guidance/", "power/", "methods/", "glossary/"],
  ...["benchmarks/", "categories/", "mixtures/", "data/", "claims/", "estimates/"],
].map((path) => `${path}index.html`);

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let work = "";
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), "site-"));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** Everything a report must be, whatever the study. */
function expectWhole(folder: string, base = "/"): readonly SitePage[] {
  const pages = readSite(folder);
  expect(pages.map(({ path }) => path)).toEqual(expect.arrayContaining([...PAGES, "404.html"]));
  expect(brokenLinks(folder, pages, base)).toEqual([]);
  expect(repeatedIds(pages)).toEqual([]);
  expect(slips(pages)).toEqual([]);
  expect(emptyFigures(pages)).toEqual([]);
  for (const { path, html } of pages) {
    expect(html.match(/<h1\b/g), `${path} has one h1`).toHaveLength(1);
    const tags = html.match(/<[a-z](?:"[^"]*"|'[^']*'|[^"'>])*>/gi) ?? [];
    const scripts = tags.filter((tag) => /^<script\b(?!.*application\/ld\+json)/.test(tag));
    expect(scripts, `${path} has one script, in a file of its own`).toEqual([
      expect.stringMatching(/ src="[^"]*_astro\/enhance[^"/]*\.js"/),
    ]);
    expect(html.indexOf("Content-Security-Policy"), `${path} says what it may run before anything can`).toBeLessThan(
      html.indexOf("<title"),
    );
    expect(html.includes("script-src 'self' 'wasm-unsafe-eval'; "), `${path} says what it may run`).toBe(true);
    expect(html, `${path} has no style of its own`).not.toMatch(/<style\b/);
    expect(html, `${path} has one style sheet`).toMatch(
      /^(?:(?!rel="stylesheet")[\s\S])*rel="stylesheet"(?:(?!rel="stylesheet")[\s\S])*$/,
    );
  }
  expectShared(folder, pages);
  return pages;
}

/** Every page of today with a head of its own can be previewed; those that are read have a twin in Markdown, and llms.txt lists it. */
function expectShared(folder: string, pages: readonly SitePage[]): void {
  const twins = pages.flatMap(({ path, html }) => {
    if (path === "404.html" || /^(v|figures)\//.test(path)) return [];
    expect(html, path).toMatch(/<meta property="og:title" content="[^"]+">/);
    for (const [, json] of html.matchAll(/<script type="application\/ld\+json">([^<]*)<\/script>/g))
      expect(JSON.parse(json!)).toMatchObject({ "@context": "https://schema.org", version: expect.any(String) });
    return /<link rel="alternate" type="text\/markdown"/.test(html) ? [path.replace(/html$/, "md")] : [];
  });
  const listed = [...readFileSync(join(folder, "llms.txt"), "utf8").matchAll(/^- \[[^\]]+\]\(([^)]+)\): \S/gm)];
  expect(listed.map(([, path]) => path).sort()).toEqual(twins.toSorted());
  for (const path of twins) {
    const markdown = readFileSync(join(folder, path), "utf8");
    expect(markdown, path).toMatch(/^# \S/m);
    expect(markdown, path).not.toMatch(/<svg|<div|<table|\bNaN\b|\[object/);
  }
  for (const name of ["index.html", "rq1/index.html"])
    expect(pages.find(({ path }) => path === name)!.html).toContain('"@type":"ScholarlyArticle"');
  expect(pages.find(({ path }) => path === "data/index.html")!.html).toContain('"@type":"Dataset"');
  expect(existsSync(join(folder, "cards", "rq1.png"))).toBe(true);
}

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

/** All files of a folder by path, with their hashes. */
function hashes(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map(({ parentPath, name }) => join(parentPath, name))
      .toSorted()
      .map((path) => [path.slice(folder.length + 1), sha256(readFileSync(path))]),
  );
}

const leftovers = () => readdirSync(work).filter((name) => name.startsWith(".build-"));

test("the bundled study builds: every page whole, under any path", async () => {
  const out = join(work, "bundled");
  const { status, stderr } = await runBuild("--out", out, "--base", "/sub/path/");
  expect(stderr).toMatch(/Rendered \d+ pages/);
  expect(status).toBe(0);
  const pages = expectWhole(out, "/sub/path/");
  for (const { path, html } of pages) {
    if (path === "404.html") expect(html).toContain('href="/sub/path/rq1/"');
    else expect(html, path).not.toMatch(/ (?:href|src)="\//);
  }
  expect(pages.find(({ path }) => path === "rq1/index.html")!.html.match(/<figure /g)?.length).toBeGreaterThan(1);
  const analysis = readAnalysis(join(out, "data", "analysis.json"));
  const rows = pages
    .filter(({ path }) => path.startsWith("estimates/"))
    .flatMap(({ html }) => html.match(/<tr id="/g) ?? []);
  expect(rows).toHaveLength(analysis.estimates.length);
  const { benchmarks, categories, mixtures } = analysis.study.design;
  const paths = new Set(pages.map(({ path }) => path));
  for (const [folder, things] of Object.entries({ benchmarks, categories, mixtures }))
    for (const { id } of things) expect(paths).toContain(`${folder}/${id}/index.html`);
  const claims = pages.find(({ path }) => path === "claims/index.html")!.html;
  const stated = pages.flatMap(({ html }) => html.match(/ id="claim-[^"]+"/g) ?? []);
  expect(stated.length).toBeGreaterThan(0);
  for (const id of stated) expect(claims).toContain(`#${id.slice(5, -1)}"`);
});

test("the bundled releases in a real browser: what changed, and a frozen page that knows of a newer one", async () => {
  const { server, url } = await staticServer(join(work, "bundled"), 5300);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 390, height: 900 } });
    const look = async (path: string) => {
      await page.goto(url + path);
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(
        () => (globalThis as unknown as { axe: typeof import("axe-core") }).axe.run() as Promise<AxeResults>,
      );
      expect(
        violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`)),
        path,
      ).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(390);
    };
    await look("v/2026.11.1..2026.11.2/");
    expect(await page.locator("#page-rq1").count()).toBe(1);
    expect(await page.locator('main a[href*="#claim-science-to-synergy"]').count()).toBeGreaterThan(0);
    await look("releases/");
    await look("v/2026.11.1/rq1/");
    await page.locator('a[href*="2026.11.1..2026.11.2"]').first().click();
    expect(new URL(page.url()).pathname).toMatch(/v\/2026\.11\.1\.\.2026\.11\.2\//);
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
});

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
  for (const { path, html } of pages) {
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
test.each(["accuracy only", "one stage", "recipes"])("a study of %s builds: every page whole", async (name) => {
  const [data, out] = [join(work, `ragged ${name}`), join(work, `report ${name}`)];
  mkdirSync(data);
  RAGGED[name]!(data);
  if (name === HOSTILE) nameHostilely(data);
  const before = hashes(data);
  const { status, stderr } = await runBuild("--data", data, "--out", out);
  expect(stderr).not.toMatch(/fault/);
  expect(status).toBe(0);
  const pages = expectWhole(out);
  if (name === "recipes") expectOwnWord(out, pages);
  if (name === HOSTILE) expectHarmless(out, pages);
  expect(hashes(data), "the study folder is left as it was").toEqual(before);
});

describe("building again", () => {
  let data = "";
  let out = "";
  /** the options of a build that takes the analysis of the first */
  let again: string[] = [];
  beforeAll(async () => {
    data = join(work, "again");
    out = join(work, "again-report");
    mkdirSync(data);
    writeStudy(data, { scales: ["small", "large"], mixtures: 4, benchmarks: 4 });
    expect(await runBuild("--data", data, "--out", out)).toMatchObject({ status: 0 });
    mkdirSync(join(work, "analysis"));
    cpSync(join(out, "data", "analysis.json"), join(work, "analysis", "analysis.json"));
    again = ["--data", data, "--analysis", join(work, "analysis", "analysis.json")];
  });

  test("a value that has changed in the analysis has changed on the page", async () => {
    const id = "rank-persistence/accuracy/large/overall/all/spearman";
    const analysis = readAnalysis(join(out, "data", "analysis.json"));
    const estimates = analysis.estimates.map((one) => (one.id === id ? { ...one, value: -0.123456 } : one));
    const folder = join(work, "changed");
    mkdirSync(folder);
    writeAnalysis({ ...analysis, estimates }, join(folder, "analysis.json"));
    const changed = join(work, "changed-report");
    const options = ["--data", data, "--analysis", join(folder, "analysis.json"), "--out", changed];
    expect(await runBuild(...options)).toMatchObject({ status: 0 });
    const page = (report: string, path: string) => readFileSync(join(report, path, "index.html"), "utf8");
    expect(page(changed, "rq1")).toContain("−0.12");
    expect(page(changed, "rq1")).not.toBe(page(out, "rq1"));
    expect(page(changed, "estimates/rank-persistence/accuracy/large")).toContain("−0.12");
  });

  test("faults in the data stop the build; the report that was there stays, byte for byte", async () => {
    const broken = join(work, "broken");
    cpSync(data, broken, { recursive: true });
    writeFileSync(
      join(broken, "results.csv"),
      readFileSync(join(data, "results.csv"), "utf8").replace(/0\.\d+/, "87.5"),
    );
    const before = hashes(out);
    const { status, stderr } = await runBuild("--data", broken, "--out", out);
    expect(status).toBe(1);
    expect(stderr).toMatch(/results\.csv:2:\d+ {2}\S.*87\.5; expected /);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(hashes(out)).toEqual(before);
    expect(leftovers()).toEqual([]);
  });

  test("faults in the narrative stop the build, those of all pages together", async () => {
    const content = join(work, "content");
    cpSync("content", content, { recursive: true });
    for (const name of ["rq1", "rq3"])
      writeFileSync(join(content, `${name}.md`), `${readFileSync(`content/${name}.md`, "utf8")}\n:value[no/such/id]\n`);
    rmSync(join(content, "methods.md"));
    const before = hashes(out);
    const { status, stderr } = await runBuild(...again, "--content", content, "--out", out);
    expect(status).toBe(1);
    for (const file of ["rq1.md:", "rq3.md:", "methods.md  the file is missing"]) expect(stderr).toContain(file);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(hashes(out)).toEqual(before);
    expect(leftovers()).toEqual([]);
  });

  test("a build that is killed leaves the report; two builds at once remove what it left, and agree on every byte", async () => {
    const before = hashes(out);
    const { child, ended } = startBuild(...again, "--out", out);
    while (leftovers().length === 0) await sleep(20);
    await sleep(300);
    child.kill("SIGKILL");
    await ended;
    expect(hashes(out)).toEqual(before);
    const two = await Promise.all([runBuild(...again, "--out", out), runBuild(...again, "--out", out)]);
    expect(
      two.map(({ status }) => status),
      "two builds at once do not collide",
    ).toEqual([0, 0]);
    expect(hashes(out)).toEqual(before);
    expect(leftovers()).toEqual([]);
  });

  test("a folder that no build wrote is not replaced", async () => {
    const { status, stderr } = await runBuild("--data", data, "--out", data);
    expect(status).toBe(1);
    expect(stderr).toContain("holds something else");
    expect(existsSync(join(data, "study.yaml"))).toBe(true);
  });
});
