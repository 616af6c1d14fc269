import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { OpenReport } from "./open-report.ts";

/** Pages of every layout: narrative, table, subject with example items, figure alone, search. */
const PATHS = [
  "",
  "rq1/",
  "rq4/",
  "benchmarks/bench-1/",
  "estimates/",
  "data/",
  "search/",
  "figures/rank-persistence/",
];

/** Tests of a report that is open under conditions that few readers have, and that each of them must be able to read it in. */
export function conditions(report: () => OpenReport): void {
  const withPage = async (options: BrowserContextOptions, use: (page: Page) => Promise<void>) => {
    const context = await report().browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    try {
      await use(await context.newPage());
    } finally {
      await context.close();
    }
  };

  describe("Content-Security-Policy", () => {
    test("no page breaks it, not even the search; what is inline does not run", async () => {
      await withPage({}, async (page) => {
        const found: string[] = [];
        await page.exposeFunction("tellViolation", (what: string) => found.push(what));
        await page.addInitScript(() => {
          document.addEventListener("securitypolicyviolation", (event) => {
            const { tellViolation } = globalThis as unknown as { tellViolation: (what: string) => void };
            tellViolation(`${location.pathname}: ${event.violatedDirective} ${event.blockedURI}`);
          });
        });
        for (const path of PATHS) await page.goto(report().url + path, { waitUntil: "networkidle" });
        await page.goto(`${report().url}search/?q=benchmark`);
        await page.locator("search ol > li").first().waitFor();
        expect(found).toEqual([]);

        const ran = await page.evaluate(() => {
          const holder = document.createElement("div");
          holder.innerHTML = '<img src="data:," onerror="window.ran = 1"><a href="javascript:window.ran = 2">a</a>';
          const script = document.createElement("script");
          script.textContent = "window.ran = 3";
          document.body.append(holder, script);
          holder.querySelector("a")!.click();
          return new Promise((resolve) =>
            setTimeout(() => resolve((window as { ran?: number }).ran ?? "nothing"), 200),
          );
        });
        expect(ran).toBe("nothing");
        expect(found.length, "the browser minds the policy").toBeGreaterThanOrEqual(3);
      });
    });
  });

  test("at 400 % zoom (320 px wide, 256 high) nothing scrolls sideways, and no word is cut", async () => {
    await withPage({ viewport: { width: 320, height: 256 }, javaScriptEnabled: false }, async (page) => {
      const found: string[] = [];
      for (const path of PATHS) {
        await page.goto(report().url + path);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (wide > 0) found.push(`/${path}: scrolls sideways by ${wide} px`);
        const cut = await page.evaluate(() =>
          [...document.querySelectorAll<HTMLElement>("h1, h2, h3, p, li, dt, dd, summary")].flatMap((element) => {
            const { overflowX, position } = getComputedStyle(element);
            const isCut =
              element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1 && overflowX === "hidden";
            return isCut && position !== "absolute" ? [element.outerHTML.slice(0, 80)] : [];
          }),
        );
        found.push(...cut.map((element) => `/${path}: is cut: ${element}`));
      }
      expect(found).toEqual([]);
    });
  });

  test("in forced colours the marks of charts, links and the borders of controls are still told apart", async () => {
    await withPage({ forcedColors: "active", colorScheme: "dark" }, async (page) => {
      await page.goto(`${report().url}rq1/`);
      const { canvas, same, links } = await page.evaluate(() => {
        const probe = document.createElement("p");
        probe.style.cssText = "background: Canvas; color: CanvasText";
        document.body.append(probe);
        const canvas = getComputedStyle(probe).backgroundColor;
        const marks = [
          ...document.querySelectorAll<SVGElement>("figure .wide svg :is(circle, path, line, rect, text)"),
        ];
        const isShown = (colour: string) => colour !== "none" && !/, 0\)$/.test(colour);
        const same = marks.filter((mark) => {
          const { fill, stroke } = getComputedStyle(mark);
          const own = [fill, stroke].filter(isShown);
          return mark.tagName === "text" && own.length > 0 && own.every((colour) => colour === canvas);
        }).length;
        const link = document.querySelector("main a")!;
        return { canvas, same, links: getComputedStyle(link).color !== canvas };
      });
      expect(canvas).toMatch(/^rgb/);
      expect(same, "words of charts in the colour of the paper").toBe(0);
      expect(links).toBe(true);
    });
  });

  test("without style sheets the page reads from top to bottom: title, answer, figures with their words, no word hidden", async () => {
    await withPage({ javaScriptEnabled: false }, async (page) => {
      await page.route(/\.css$/, (route) => route.fulfill({ body: "", contentType: "text/css" }));
      await page.goto(`${report().url}rq1/`);
      const seen = await page.evaluate(() => {
        const top = (selector: string) => document.querySelector(selector)!.getBoundingClientRect().top;
        const hidden = [...document.querySelectorAll("main p, main h2, main figcaption")].filter(
          (element) => !element.closest("details:not([open])") && !(element as HTMLElement).checkVisibility(),
        );
        return {
          order: [top("h1"), top("main h2"), top("main figure"), top("footer")],
          hidden: hidden.length,
          drawn: document.querySelectorAll("figure svg").length,
          described: document.querySelectorAll('figure svg[role="img"][aria-labelledby] > title').length,
        };
      });
      expect(seen.order).toEqual(seen.order.toSorted((a, b) => a - b));
      expect(seen.hidden).toBe(0);
      expect(seen.described).toBe(seen.drawn);
    });
  });

  test.each([
    ["overview", ""],
    ["rq1", "rq1/"],
  ])("what a screen reader is told of %s: landmarks and headings", async (_, path) => {
    await withPage({ javaScriptEnabled: false }, async (page) => {
      await page.goto(report().url + path);
      const tree = await page.locator("body").ariaSnapshot();
      const told = tree
        .split("\n")
        .filter((line) => /^\s*- (banner|navigation|main|contentinfo|complementary|heading|figure|table)\b/.test(line));
      // numbers are of the study, and their words with them: what stays is the outline
      const outline = told.map((line) =>
        line
          .trim()
          .replace(/^- (figure|table) .*/, "- $1")
          .replace(/:$/, "")
          .replace(/^- heading "Figure.*" (\[.*)/, "- heading of a figure $1"),
      );
      expect(outline.join("\n")).toMatchSnapshot();
    });
  });

  test("a text browser gets every page whole: words come from the HTML alone", () => {
    for (const path of globSync("{index.html,rq*/index.html,methods/index.html}", { cwd: report().folder })) {
      const html = readFileSync(join(report().folder, path), "utf8");
      const words = html.replace(/<(script|svg|style)\b[\s\S]*?<\/\1>/g, "").replace(/<[^>]+>/g, " ");
      expect(words.split(/\s+/).length, path).toBeGreaterThan(300);
      expect(html, path).not.toMatch(/<noscript/);
    }
  });
}
