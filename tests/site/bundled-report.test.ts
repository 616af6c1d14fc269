import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { readAnalysis } from "../../src/estimates/read-analysis.ts";
import { launchBrowser } from "../../src/site/launch-browser.ts";
import { staticServer } from "../../src/site/static-server.ts";
import { BASE, bundledReport } from "../analysis/bundled-analysis.ts";
import { axeViolations, RULES, startAxe } from "../browser/axe.ts";
import { expectWhole } from "./expect-whole.ts";

let report = "";
beforeAll(async () => {
  report = await bundledReport();
}, 300_000);

test("the bundled study builds: every page whole, under any path", { timeout: 300_000 }, async () => {
  const pages = expectWhole(report, BASE);
  for (const { path, html } of pages) {
    if (path === "404.html") expect(html).toContain(`href="${BASE}rq1/"`);
    else expect(html, path).not.toMatch(/ (?:href|src)="\//);
  }
  expect(pages.find(({ path }) => path === "rq1/index.html")!.html.match(/<figure /g)?.length).toBeGreaterThan(1);
  const analysis = readAnalysis(join(report, "data", "analysis.json"));
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

test.each(["rq1", "rq2", "rq3", "rq4"])("the bundled study's %s has at most 120 KB with its style", (name) => {
  const packed = (path: string) => gzipSync(readFileSync(join(report, path))).length;
  const [style = ""] = globSync("_astro/*.css", { cwd: report });
  expect(packed(`${name}/index.html`) + packed(style)).toBeLessThan(120_000);
});

test("the bundled releases in a real browser: what changed, and a frozen page that knows of a newer one", async () => {
  const { server, url } = await staticServer(report, 5300);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 390, height: 900 } });
    const look = async (path: string) => {
      await page.goto(url + path);
      await startAxe(page);
      expect(await axeViolations(page, RULES), path).toEqual([]);
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
