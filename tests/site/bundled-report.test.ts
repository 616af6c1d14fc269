import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AxeResults } from "axe-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readAnalysis } from "../../src/estimates/read-analysis.ts";
import { launchBrowser } from "../../src/site/launch-browser.ts";
import { staticServer } from "../../src/site/static-server.ts";
import { expectWhole } from "./expect-whole.ts";
import { runBuild, SMALL_PICTURES } from "./run-build.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let work = "";
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), "site-"));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

test("the bundled study builds: every page whole, under any path", { timeout: 300_000 }, async () => {
  const out = join(work, "bundled");
  const { status, stderr } = await runBuild(...SMALL_PICTURES, "--out", out, "--base", "/sub/path/");
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
