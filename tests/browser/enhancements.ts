import { basename, dirname } from "node:path";
import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { staticServer } from "../../src/site/static-server.ts";
import type { OpenReport } from "./open-report.ts";

/** Tests of what the script adds to the pages of a report that is open, and of what is there without it. */
export function enhancements(report: () => OpenReport): void {
  describe("with script", () => {
    test("search finds a benchmark, under a sub path, and its address can be shared", async () => {
      const { folder, browser } = report();
      const { server, url } = await staticServer(dirname(folder), 5300);
      const site = `${url}${basename(folder)}/`;
      const context = await browser.newContext();
      const page = await context.newPage();
      const failed: string[] = [];
      page.on("requestfailed", (request) => {
        // the next page was opened meanwhile
        if (request.failure()?.errorText !== "net::ERR_ABORTED") failed.push(request.url());
      });
      page.on("pageerror", (error) => failed.push(error.message));
      await page.goto(`${site}rq1/`);
      await page.click("text=Search");
      await page.locator("search input").pressSequentially("Benchmark 3");
      const found = page.locator("search ol > li > a", { hasText: "Benchmark: Benchmark 3" });
      await found.waitFor();
      expect(page.url()).toBe(`${site}search/?q=Benchmark%203`);
      expect(await page.textContent("search .status")).toMatch(/^\d+ pages have “Benchmark 3”/);
      await found.click();
      await page.waitForURL(`${site}benchmarks/bench-3/`);
      await page.goto(`${site}search/?q=reliability`);
      await page.locator("search ol a", { hasText: "Reliability" }).first().waitFor();
      await page.goto(`${site}search/?q=zzzz`);
      await expect.poll(() => page.textContent("search .status")).toBe("Nothing has “zzzz”.");
      expect(await page.locator("search ol > li").count()).toBe(0);
      await context.close();
      server.closeAllConnections();
      server.close();
      expect(failed).toEqual([]);
    });

    test("Ctrl+K opens the search over a page, Escape leaves it where the reader was", async () => {
      await withPage(report(), "rq1/", {}, async (page) => {
        const link = page.locator("main a").first();
        await link.focus();
        await page.keyboard.press("Control+k");
        await page.keyboard.type("seed");
        await page.locator("dialog ol > li").first().waitFor();
        await page.keyboard.press("Escape");
        expect(await page.locator("dialog").isVisible()).toBe(false);
        expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
      });
    });

    test("the theme goes from the system's to light to dark, stays on the next page without a flash, and can go back", async () => {
      await withPage(report(), "", { colorScheme: "dark" }, async (page) => {
        const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
        const toggle = page.locator("button", { hasText: "Theme" });
        const dark = await paper();
        await toggle.click();
        expect(await toggle.textContent()).toBe("Theme: light");
        const light = await paper();
        expect(light).not.toBe(dark);
        await page.goto(`${report().url}rq2/`, { waitUntil: "commit" });
        await page.waitForSelector("main", { state: "attached" });
        expect(await paper(), "from the first paint on").toBe(light);
        await toggle.click();
        expect(await paper()).toBe(dark);
        await toggle.click();
        expect(await toggle.textContent()).toBe("Theme: auto");
        await page.emulateMedia({ colorScheme: "light" });
        expect(await paper()).toBe(light);
      });
    });

    test("a table is sorted by any column, either way and back, and filtered by its words", async () => {
      await withPage(report(), "estimates/predictor/accuracy/large/", {}, async (page) => {
        const column = (index: number) =>
          page.locator(`tbody tr:not([hidden]) > :nth-child(${index})`).allTextContents();
        const written = await column(1);
        const head = page.locator("th", { hasText: "Value" });
        await head.locator("button").focus();
        await page.keyboard.press("Enter");
        expect(await head.getAttribute("aria-sort")).toBe("descending");
        const values = numbers(await column(2));
        expect(values).toEqual(values.toSorted((a, b) => b - a));
        await page.keyboard.press("Enter");
        expect(await head.getAttribute("aria-sort")).toBe("ascending");
        expect(numbers(await column(2))).toEqual(values.toReversed());
        await page.keyboard.press("Enter");
        expect(await head.getAttribute("aria-sort")).toBe(null);
        expect(await column(1)).toEqual(written);

        await page.getByLabel("Filter rows").pressSequentially("bench-2 spearman");
        const left = await column(1);
        expect(left.length).toBeGreaterThan(0);
        expect(left.every((id) => id.includes("bench-2") && id.includes("spearman"))).toBe(true);
        expect(await page.textContent("output")).toBe(`${left.length} of ${written.length} rows`);
      });
    });

    test("a mixture is followed through the charts of a page, and points tell their numbers by arrow keys", async () => {
      await withPage(report(), "rq1/", {}, async (page) => {
        const field = page.getByLabel("Follow a mixture").first();
        await field.selectOption("Mixture 2");
        const lit = await page
          .locator("svg .lit")
          .evaluateAll((marks) => marks.map((mark) => (mark as SVGElement).dataset.mixture));
        expect(lit.length).toBeGreaterThan(1);
        expect(new Set(lit)).toEqual(new Set(["Mixture 2"]));
        await field.selectOption("");
        expect(await page.locator("svg .lit").count()).toBe(0);

        const chart = page.locator("figure .wide[tabindex]").first();
        await chart.focus();
        await page.keyboard.press("ArrowRight");
        const first = await page.textContent(".tip:not([hidden])");
        await page.keyboard.press("ArrowRight");
        expect(await page.textContent(".tip:not([hidden])")).not.toBe(first);
        expect(first).toMatch(/\d/);
        await page.keyboard.press("Escape");
        expect(await page.locator(".tip").isVisible()).toBe(false);
      });
    });

    test("a number over a cell says what its cell does, and how a figure is cited opens by its link", async () => {
      await withPage(report(), "rq2/", {}, async (page) => {
        const cell = page.locator("#fig-predictor-heatmap .wide rect[data-tip]").first();
        await cell.scrollIntoViewIfNeeded();
        // the event of this scrolling comes with a later frame, and hides what is said
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        const { x, y, width, height } = (await cell.boundingBox())!;
        await page.mouse.move(x + width / 2, y + height / 2);
        const under = await page.evaluate(
          ([left, top]) => document.elementFromPoint(left!, top!)?.tagName,
          [x + width / 2, y + height / 2],
        );
        expect(under).toBe("text");
        expect(await page.textContent(".tip:not([hidden])")).toBe(await cell.getAttribute("data-tip"));

        const cite = page.locator("figure .tools a.cite").first();
        const place = page.locator((await cite.getAttribute("href"))!);
        expect(await place.isVisible()).toBe(false);
        await cite.click();
        await place.waitFor({ state: "visible" });
        expect(await place.textContent()).toContain("BibTeX");
      });
    });

    test("a term and a value say more beside them: on focus, on hover, until Escape", async () => {
      await withPage(report(), "rq1/", {}, async (page) => {
        for (const kind of ["a.term", ".answer a.value"]) {
          const link = page.locator(`main ${kind}`).first();
          const title = (await link.getAttribute("title"))!;
          await page.keyboard.press("Tab");
          await link.focus();
          const tip = page.locator(".tip:not([hidden])");
          expect(await tip.textContent()).toBe(title);
          expect(await link.getAttribute("aria-description")).toBe(title);
          expect(await distance(page, link, tip), "beside it").toBeLessThan(12);
          await page.keyboard.press("Escape");
          expect(await tip.count()).toBe(0);
          await link.hover();
          await tip.hover();
          await page.waitForTimeout(400);
          expect(await tip.textContent(), "it can be pointed at").toBe(title);
          await page.keyboard.press("Escape");
          expect(await tip.count()).toBe(0);
        }
      });
    });

    test("by touch a value says how sure it is, and the second tap follows it", async () => {
      const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
      await withPage(report(), "rq1/", phone, async (page) => {
        const link = page.locator(".answer a.value").first();
        const [title, href] = [await link.getAttribute("title"), await link.evaluate((a: HTMLAnchorElement) => a.href)];
        await link.tap();
        const tip = page.locator(".tip:not([hidden])");
        expect(await tip.textContent()).toContain(title);
        const { x, width } = (await tip.boundingBox())!;
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x + width).toBeLessThanOrEqual(360);
        await page.locator("h1").tap();
        expect(await tip.count()).toBe(0);
        await link.tap();
        await link.tap();
        await page.waitForURL(href);
      });
    });

    test("the table of contents follows the reader, and a menu closes on Escape", async () => {
      await withPage(report(), "methods/", {}, async (page) => {
        const current = () => page.locator('.contents [aria-current="location"]').allTextContents();
        expect(await current()).toEqual([]);
        const second = page.locator(".contents a").nth(1);
        const name = await second.textContent();
        await second.click();
        await expect.poll(current).toEqual([name]);
        const menu = page.locator(".site-nav summary", { hasText: "Explore" });
        await menu.click();
        await page.keyboard.press("Tab");
        await page.keyboard.press("Escape");
        expect(await page.locator(".site-nav details[open]").count()).toBe(0);
        expect(await menu.evaluate((element) => element === document.activeElement)).toBe(true);
      });
    });

    test("every control that the script adds is reached by keyboard and shows its focus", async () => {
      await withPage(report(), "rq1/", {}, async (page) => {
        const added = ".site-tools button, .sort, .filter input, .follow select, figure [role='group']";
        const hidden = await page.locator(added).evaluateAll((controls) =>
          controls.flatMap((control) => {
            const details = control.closest("details");
            if (details) details.open = true;
            if (!control.checkVisibility()) return [];
            (control as HTMLElement).focus({ focusVisible: true } as FocusOptions);
            const { outlineStyle, outlineWidth } = getComputedStyle(control);
            const isRinged = outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
            return document.activeElement === control && isRinged ? [] : [control.outerHTML.slice(0, 90)];
          }),
        );
        expect(hidden).toEqual([]);
        expect(await page.locator(added).count()).toBeGreaterThan(5);
      });
    });
  });

  describe("without script", () => {
    test("what a term says more stands beside it when the keyboard reaches it", async () => {
      const phone = { viewport: { width: 360, height: 740 }, javaScriptEnabled: false };
      await withPage(report(), "rq1/", phone, async (page) => {
        const link = page.locator("main a.term").first();
        await page.keyboard.press("Tab");
        await link.focus();
        const said = await link.evaluate((term) => {
          const { content, position } = getComputedStyle(term, "::after");
          return { content, position, title: (term as HTMLElement).title };
        });
        expect(said.content).toContain(said.title);
        expect(said.position).toBe("fixed");
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      });
    });

    test("no control is dead: only links and disclosures, and the search page lists every page and benchmark", async () => {
      await withPage(report(), "search/", { javaScriptEnabled: false }, async (page) => {
        expect(await page.locator("button, input, select, dialog, [role='tooltip']").count()).toBe(0);
        for (const name of ["Overview", "Guidance", "Benchmark 3", "Mixture 2", "Reliability"])
          expect(await page.locator("main a", { hasText: name }).count(), name).toBeGreaterThan(0);
      });
    });

    test("menus open, one at a time, inside the window", async () => {
      for (const width of [390, 1440]) {
        await withPage(
          report(),
          "rq2/",
          { javaScriptEnabled: false, viewport: { width, height: 800 } },
          async (page) => {
            for (const menu of await page.locator(".site-nav summary:visible").all()) {
              await menu.click();
              expect(await page.locator(".site-nav details[open]").count()).toBe(1);
              const box = (await page.locator(".site-nav details[open] > ul").boundingBox())!;
              expect(box.x).toBeGreaterThanOrEqual(0);
              expect(box.x + box.width).toBeLessThanOrEqual(width);
            }
          },
        );
      }
    });

    test("a deeper page says where it is", async () => {
      await withPage(report(), "benchmarks/bench-3/", { javaScriptEnabled: false }, async (page) => {
        const trail = page.locator('nav[aria-label="Breadcrumbs"]');
        expect(await trail.locator('[itemprop="name"]').allTextContents()).toEqual([
          "Overview",
          "Benchmarks",
          "Benchmark 3",
        ]);
        expect(await trail.locator("[aria-current='page']").textContent()).toBe("Benchmark 3");
      });
    });
  });
}

/** Opens a page of the report, and fails when it logs or throws anything. */
async function withPage(
  { browser, url }: OpenReport,
  path: string,
  options: BrowserContextOptions,
  look: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const said: string[] = [];
  page.on("pageerror", (error) => said.push(error.message));
  page.on("console", (message) => said.push(message.text()));
  try {
    await page.goto(url + path);
    await look(page);
  } finally {
    await context.close();
  }
  expect(said).toEqual([]);
}

/** How far one thing is over or under another, in pixels. */
async function distance(page: Page, one: Locator, other: Locator): Promise<number> {
  const [a, b] = [await one.boundingBox(), await other.boundingBox()];
  if (!a || !b) throw new Error(`not to be seen at ${page.url()}`);
  return Math.max(a.y - (b.y + b.height), b.y - (a.y + a.height));
}

/** The numbers of a column; what has none is left out. */
const numbers = (cells: readonly string[]) =>
  cells.map((text) => Number(text.replace("−", "-"))).filter((value) => !Number.isNaN(value));
