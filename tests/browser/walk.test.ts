import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../../src/site/launch-browser.ts";
import { browserNamed } from "./browser-named.ts";
import { type OpenReport, openReport, openWindow } from "./open-report.ts";
import { kindsOf, MISSING } from "./page-kinds.ts";

const WIDTHS = [390, 768, 1440];
/** Chromium, or those that are named: BROWSERS=firefox,webkit vitest run tests/browser/walk; w3m has tests of its own */
const BROWSERS = (process.env.BROWSERS ?? "chromium").split(",").filter((name) => name !== "w3m");

/** Text in drawings that is shown smaller than 12 px, as the drawing's label and the size. */
function smallText(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<SVGSVGElement>("figure svg")].flatMap((svg) => {
      const { width } = svg.getBoundingClientRect();
      if (width === 0) return [];
      const scale = width / svg.viewBox.baseVal.width;
      const sizes = [...svg.querySelectorAll("text")].map((text) => Number.parseFloat(getComputedStyle(text).fontSize));
      const least = Math.min(...sizes) * scale;
      return least < 11.99 ? [`${svg.closest("figure")?.id}: ${least.toFixed(1)} px`] : [];
    }),
  );
}

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe.each(BROWSERS)("in %s", (name) => {
  let report: OpenReport;
  beforeAll(async () => {
    report = await openReport(5400, () => (name === "chromium" ? launchBrowser() : browserNamed(name)));
  });
  afterAll(() => report?.close());

  test("without JavaScript, every kind of page at every width: no sideways scroll, small text, error, or request that leaves", async () => {
    const context = await openWindow(report, WIDTHS[0]!);
    const page = await context.newPage();
    const found: string[] = [];
    let path = "";
    const tell = (what: string) => found.push(`/${path}: ${what}`);
    page.on("pageerror", (error) => tell(`error: ${error.message}`));
    page.on("console", (message) => {
      const isOwn404 = path === MISSING && message.text().includes("404");
      if (["error", "warning"].includes(message.type()) && !isOwn404) tell(`console: ${message.text()}`);
    });
    page.on("request", (request) => {
      if (!request.url().startsWith(report.url) && !request.url().startsWith("data:")) tell(`asks ${request.url()}`);
    });
    for (path of kindsOf(report)) {
      const answer = await page.goto(report.url + path);
      if ((answer?.status() === 404) !== (path === MISSING)) tell(`answers ${answer?.status()}`);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        const wider = await overflow(page);
        if (wider > 0) tell(`scrolls sideways by ${wider} px at ${width} px`);
        for (const text of await smallText(page)) tell(`small text at ${width} px in ${text}`);
      }
    }
    await context.close();
    expect(found).toEqual([]);
  });

  test("at every width the labels of charts keep their size, and no page scrolls sideways", async () => {
    const context = await openWindow(report, 360);
    const page = await context.newPage();
    const found: string[] = [];
    await page.goto(`${report.url}rq1/`);
    for (const width of [360, 380, 640, 700, 710, 1020, 1030, 1200, 1275, 1290]) {
      await page.setViewportSize({ width, height: 800 });
      for (const text of await smallText(page)) found.push(`${width}: ${text}`);
      if ((await overflow(page)) > 0) found.push(`${width}: scrolls sideways`);
    }
    await context.close();
    expect(found).toEqual([]);
  });

  test("with JavaScript: no page breaks the Content-Security-Policy or throws, a theme can be chosen, search finds a benchmark", async () => {
    const context = await openWindow(report, 1440, { javaScriptEnabled: true });
    const page = await context.newPage();
    const found: string[] = [];
    page.on("pageerror", (error) => found.push(`${page.url()}: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error" && !page.url().endsWith(MISSING)) found.push(`${page.url()}: ${message.text()}`);
    });
    for (const path of kindsOf(report)) await page.goto(report.url + path);
    await page.goto(report.url);
    const toggle = page.locator("button", { hasText: "Theme" });
    const before = await toggle.textContent();
    await toggle.click();
    expect(await toggle.textContent()).not.toBe(before);
    await page.goto(`${report.url}search/?q=Benchmark%203`);
    await page.locator("search ol > li > a", { hasText: "Benchmark: Benchmark 3" }).first().waitFor();
    await context.close();
    expect(found).toEqual([]);
  });
});
