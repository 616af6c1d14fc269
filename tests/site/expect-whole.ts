import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { scriptIn } from "../../src/releases/script-in.ts";
import { brokenLinks, emptyFigures, readSite, repeatedIds, type SitePage, slips } from "./read-site.ts";

const PAGES = [
  ...["", "rq1/", "rq2/", "rq3/", "rq4/", "guidance/", "power/", "methods/", "glossary/"],
  ...["benchmarks/", "categories/", "mixtures/", "data/", "claims/", "estimates/"],
].map((path) => `${path}index.html`);

/** Everything a report must be, whatever the study. */
export function expectWhole(folder: string, base = "/"): readonly SitePage[] {
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
    if (!/^(404|search|releases|v)\b/.test(path)) {
      const main = /<main\b[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1] ?? "";
      expect(scriptIn(main), `${path} may be frozen`).toBeNull();
    }
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
    expect(html.includes("BreadcrumbList"), `${path} says where it stands`).toBe(path !== "index.html");
    for (const [, json] of html.matchAll(/<script type="application\/ld\+json">([^<]*)<\/script>/g))
      expect(JSON.parse(json!)).toMatchObject({ "@context": "https://schema.org", version: expect.any(String) });
    return /<link rel="alternate" type="text\/markdown"/.test(html) ? [path.replace(/html$/, "md")] : [];
  });
  const listed = [
    ...readFileSync(join(folder, "llms.txt"), "utf8").matchAll(/^- \[(?:[^\\\]]|\\.)+\]\(([^)]+)\): \S/gm),
  ];
  expect(listed.map(([, path]) => path).sort()).toEqual(twins.toSorted());
  for (const path of twins) {
    const markdown = readFileSync(join(folder, path), "utf8");
    expect(markdown, path).toMatch(/^# \S/m);
    expect(markdown, path).not.toMatch(/(?<!\\)<(?:svg|div|table)|\bNaN\b|\[object/);
  }
  for (const name of ["index.html", "rq1/index.html"])
    expect(pages.find(({ path }) => path === name)!.html).toContain('"@type":"ScholarlyArticle"');
  expect(pages.find(({ path }) => path === "data/index.html")!.html).toContain('"@type":"Dataset"');
  for (const name of ["overview", "rq1", "guidance", "claims", "data", "estimates", "releases"])
    expect(existsSync(join(folder, "cards", `${name}.png`)), name).toBe(true);
}
