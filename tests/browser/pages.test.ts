import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { AxeResults } from "axe-core";
import { HtmlValidate } from "html-validate";
import type { BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reportPdf } from "../../src/site/report-pdf.ts";
import { type OpenReport, openReport } from "./open-report.ts";

const MISSING = "no/such/page/";
/** One page of every kind; the last is not there. */
const KINDS = [
  "",
  "rq1/",
  "rq2/",
  "rq3/",
  "rq4/",
  "methods/",
  "data/",
  "estimates/",
  "estimates/predictor/accuracy/large/",
  MISSING,
];
/** Kinds that a report may have, or not yet: the first page of each folder, and its index. */
const OPTIONAL = [
  "power",
  "guidance",
  "glossary",
  "bibliography",
  "search",
  "claims",
  "benchmarks",
  "categories",
  "mixtures",
];
const WIDTHS = [390, 768, 1440];
/** WCAG 2.2 up to AA, and axe's own rules of good practice. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** What is asked at each width: all rules at the widest, those of layout everywhere, contrast for both drawings of a figure. */
const ASKED: Readonly<Record<number, { light: readonly string[]; dark: readonly string[] }>> = {
  390: { light: ["target-size", "scrollable-region-focusable", "color-contrast"], dark: ["color-contrast"] },
  768: { light: ["target-size", "scrollable-region-focusable"], dark: [] },
  1440: { light: RULES, dark: ["color-contrast"] },
};
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let report: OpenReport;
beforeAll(async () => {
  report = await openReport(5100);
});
afterAll(() => report?.close());

/** The pages to look at: every kind that the report has. */
function kinds(): string[] {
  const optional = OPTIONAL.flatMap((name) => {
    const found = globSync(`${name}/{index.html,*/index.html}`, { cwd: report.folder }).toSorted();
    const index = found.filter((path) => path === `${name}/index.html`);
    return [...index, ...found.filter((path) => !index.includes(path)).slice(0, 1)];
  });
  return [...KINDS, ...optional.map((path) => path.replace(/index\.html$/, ""))];
}

/** A window; without script unless asked: a page must be whole without. */
function open(width: number, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  return report.browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: false, ...options });
}

/** What axe finds, as lines that name the rule, the element and the reason. */
async function violations(page: Page, runOnly: readonly string[]): Promise<string[]> {
  const { violations: found } = await page.evaluate(async (rules) => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    return (await axe.run(document, { runOnly: [...rules], resultTypes: ["violations"] })) as AxeResults;
  }, runOnly);
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any }) => `${id}: ${target.join(" ")}: ${any[0]?.message ?? ""}`),
  );
}

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

test("without JavaScript, every kind of page at every width: no sideways scroll, small text, error, or request that leaves", async () => {
  const context = await open(WIDTHS[0]!);
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
  for (path of kinds()) {
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

test("every kind of page at every width, light and dark: no axe violation", { timeout: 400_000 }, async () => {
  const context = await open(WIDTHS[0]!, { javaScriptEnabled: true });
  const page = await context.newPage();
  const found: string[] = [];
  for (const path of kinds()) {
    await page.goto(report.url + path);
    await page.evaluate(AXE);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      for (const colorScheme of ["light", "dark"] as const) {
        const rules = ASKED[width]![colorScheme];
        if (rules.length === 0) continue;
        await page.emulateMedia({ colorScheme });
        for (const violation of await violations(page, rules))
          found.push(`/${path}: ${width} px, ${colorScheme}: ${violation}`);
      }
    }
  }
  await context.close();
  expect(found).toEqual([]);
});

test("at every width the labels of charts keep their size, and no page scrolls sideways", async () => {
  const context = await open(360);
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

test("who asks for less motion sees none", async () => {
  const context = await open(1440, { reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(`${report.url}rq1/`);
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll("*")].flatMap((element) => {
      const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(element);
      const isStill = [transitionDuration, animationDuration].every((times) => /^(0s(, )?)+$/.test(times));
      return isStill && scrollBehavior !== "smooth" ? [] : [element.tagName];
    }),
  );
  await context.close();
  expect(moving).toEqual([]);
});

test("by keyboard alone: the skip link leads to the text, every control is reached, seen, and shows its focus", async () => {
  const context = await open(1440);
  const page = await context.newPage();
  await page.goto(report.url);
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement!;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const { top, bottom, width, height } = element.getBoundingClientRect();
      const isShown = width > 1 && height > 1 && bottom > 0 && top < innerHeight;
      const isRinged = outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
      return { name: element.outerHTML.slice(0, 90), tag: element.tagName, isShown, isRinged };
    });
  await page.keyboard.press("Tab");
  expect(await focused()).toMatchObject({ name: expect.stringContaining("#main"), isShown: true, isRinged: true });
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");

  await page.goto(report.url);
  const controls = await page.evaluate(
    () =>
      [...document.querySelectorAll("a[href], summary, button, input, [tabindex='0']")].filter((element) =>
        element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }),
      ).length,
  );
  const seen: Awaited<ReturnType<typeof focused>>[] = [];
  for (let step = 0; step < controls; step++) {
    await page.keyboard.press("Tab");
    seen.push(await focused());
  }
  expect(seen.filter(({ isShown, isRinged }) => !isShown || !isRinged)).toEqual([]);
  expect(new Set(seen.map(({ tag }) => tag)).has("BODY"), "the walk ends before the page does").toBe(false);
  for (const name of ["rq1/", "rq4/", "estimates/"]) {
    expect(
      seen.some((one) => one.name.includes(`href="${name}"`)),
      `${name} is in the walk`,
    ).toBe(true);
  }
  await page.keyboard.press("Tab");
  expect((await focused()).tag, "after the last control the page is left").toBe("BODY");
  await context.close();
});

/** What is wrong with a page in print, its figures no higher than a sheet; runs in the browser. */
function printFaults(sheet: number): string[] {
  const blocks = [...document.querySelectorAll<HTMLElement>("figure > .head, figure > .wide, figure > .caption")];
  const cut = blocks.filter((block) => getComputedStyle(block).breakInside !== "avoid").length;
  const tall = [...document.querySelectorAll<HTMLElement>("figure")].flatMap((figure) => {
    const parts = [".head", ".wide", ".caption"].flatMap((part) => figure.querySelector(part) ?? []);
    const boxes = parts.map((part) => part.getBoundingClientRect());
    const size = Math.max(...boxes.map((box) => box.bottom)) - Math.min(...boxes.map((box) => box.top));
    return size > sheet ? [`${figure.id} is ${Math.round(size)} px high`] : [];
  });
  const closed = [...document.querySelectorAll("details table")].filter((table) => !table.checkVisibility()).length;
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  return [
    ...tall,
    ...(cut > 0 ? [`${cut} parts of figures may be cut`] : []),
    ...(closed > 0 ? [`${closed} tables are hidden`] : []),
    ...(wide > 0 ? [`wider than the sheet by ${wide} px`] : []),
  ];
}

describe("in print", () => {
  /** A4 and Letter without the margins of `@page`, in CSS pixels. */
  const SHEETS = { A4: [665, 986], Letter: [688, 920] } as const;

  test("a figure fits on a sheet of A4 and Letter and is not cut, notes and tables are open", async () => {
    const context = await open(SHEETS.A4[0]);
    const page = await context.newPage();
    await page.emulateMedia({ media: "print" });
    const found: string[] = [];
    for (const path of kinds()) {
      await page.goto(report.url + path);
      for (const [sheet, [width, height]] of Object.entries(SHEETS)) {
        await page.setViewportSize({ width, height: 900 });
        const faults = await page.evaluate(printFaults, height);
        found.push(...faults.map((fault) => `/${path} on ${sheet}: ${fault}`));
      }
    }
    await context.close();
    expect(found).toEqual([]);
  });
});

test("reportPdf(A4) prints the narrative to one PDF of A4 sheets, with an outline", async () => {
  const file = join(report.folder, "..", "report.pdf");
  await reportPdf({ report: report.folder, file, format: "A4" });
  const pdf = readFileSync(file, "latin1");
  expect(pdf.slice(0, 5)).toBe("%PDF-");
  const sheets = [...pdf.matchAll(/\/MediaBox *\[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) =>
    [width, height].map((points) => Math.round((Number(points) / 72) * 25.4)).join(" × "),
  );
  expect(sheets.length).toBeGreaterThan(6);
  expect(new Set(sheets)).toEqual(new Set(["210 × 297"]));
  expect(pdf).toContain("/Outlines");
});

test("every protocol that the report has estimates of is called by a title", () => {
  const index = readFileSync(join(report.folder, "estimates", "index.html"), "utf8");
  const titles = [...index.matchAll(/<h2 id="([^"]+)">\s*<a [^>]*>\s*([^<]+?)\s*</g)].map(([, id, title]) => ({
    id,
    title,
  }));
  expect(titles.length).toBeGreaterThan(10);
  expect(titles.filter(({ id, title }) => id === title)).toEqual([]);
});

test("every built page is valid HTML", async () => {
  const validator = new HtmlValidate({
    root: true,
    extends: ["html-validate:recommended"],
    rules: {
      // Ids of rows are the ids of estimates, with slashes: any text without spaces is a valid id.
      "valid-id": ["error", { relaxed: true }],
      // A report's title stands after the page's.
      "long-title": "off",
      // A table's own scroll is a region that the keyboard reaches.
      "prefer-native-element": ["error", { exclude: ["region"] }],
    },
  });
  const pages = globSync("**/*.html", { cwd: report.folder }).toSorted();
  expect(pages.length).toBeGreaterThan(20);
  const found: string[] = [];
  for (const page of pages) {
    const { results } = await validator.validateFile(join(report.folder, page));
    for (const { messages } of results)
      for (const { ruleId, message, line, column } of messages)
        found.push(`${page}:${line}:${column} ${ruleId}: ${message}`);
  }
  expect(found.slice(0, 20)).toEqual([]);
});

describe("budgets of a page", () => {
  test.each(["rq1", "rq2", "rq3", "rq4"])(
    "%s: at most 120 KB with its style, 3 requests, no script needed",
    async (name) => {
      const context = await open(1440, { javaScriptEnabled: true });
      const page = await context.newPage();
      const asked: string[] = [];
      page.on("request", (request) => {
        // the tab's icon comes after the page is painted, and says nothing of it
        if (!/^data:|\/favicon\.svg$/.test(request.url())) asked.push(request.url());
      });
      await page.goto(`${report.url}${name}/`, { waitUntil: "networkidle" });
      await context.close();
      expect(asked.length, asked.join("\n")).toBeLessThanOrEqual(3);
      const files = asked.map((url) => url.slice(report.url.length)).map((path) => path.replace(/\/$/, "/index.html"));
      const bytes = (isScript: boolean) =>
        files
          .filter((path) => path.endsWith(".js") === isScript)
          .reduce((sum, path) => sum + gzipSync(readFileSync(join(report.folder, path))).length, 0);
      expect(bytes(false), "the page and its style").toBeLessThan(120_000);
      expect(bytes(true), "the script of the whole site").toBeLessThan(10_000);
    },
  );
});
