import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { OpenReport } from "./open-report.ts";
import { kindsOf } from "./page-kinds.ts";

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
        for (const path of kindsOf(report())) await page.goto(report().url + path, { waitUntil: "networkidle" });
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
      for (const path of kindsOf(report())) {
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

  test.each(["light", "dark"] as const)(
    "in forced colours, %s, the marks and words of charts, links and the borders of controls are seen",
    async (colorScheme) => {
      const found: string[] = [];
      let counts = { marks: 0, controls: 0, links: 0 };
      await withPage({ forcedColors: "active", colorScheme }, async (page) => {
        for (const path of kindsOf(report())) {
          await page.goto(report().url + path);
          const { unseen, marks, controls, links } = await page.evaluate(unseenInForcedColours);
          found.push(...unseen.map((what) => `/${path}: ${what}`));
          counts = { marks: counts.marks + marks, controls: counts.controls + controls, links: counts.links + links };
        }
      });
      expect([...new Set(found)]).toEqual([]);
      expect(counts.marks).toBeGreaterThan(1000);
      expect(counts.controls).toBeGreaterThan(50);
      expect(counts.links).toBeGreaterThan(500);
    },
  );

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
  ])(
    "what a screen reader is told of %s: the names of landmarks, headings, figures, tables, links and controls",
    async (_, path) => {
      await withPage({}, async (page) => {
        await page.goto(report().url + path);
        await page.evaluate(() => {
          for (const details of document.querySelectorAll<HTMLDetailsElement>("main details, footer details"))
            details.open = true;
        });
        const tree: unknown = parse(await page.locator("body").ariaSnapshot());
        expect(namesIn(tree).join("\n")).toMatchSnapshot();
      });
    },
  );

  test("a text browser gets every page whole: words come from the HTML alone", () => {
    for (const path of globSync("{index.html,rq*/index.html,methods/index.html}", { cwd: report().folder })) {
      const html = readFileSync(join(report().folder, path), "utf8");
      const words = html.replace(/<(script|svg|style)\b[\s\S]*?<\/\1>/g, "").replace(/<[^>]+>/g, " ");
      expect(words.split(/\s+/).length, path).toBeGreaterThan(300);
      expect(html, path).not.toMatch(/<noscript/);
    }
  });
}

/** What a screen reader can list or jump to; what stands in the cells of a table it reads there. */
const TOLD = new Set([
  ...["banner", "navigation", "main", "complementary", "contentinfo", "search", "region"],
  ...["heading", "figure", "img", "group", "table", "columnheader"],
  ...["link", "button", "combobox", "searchbox", "textbox", "checkbox", "option"],
]);
const CELLS = new Set(["cell", "rowheader"]);

/** The roles and names of a tree as Playwright tells it, a line each, those inside of others further in. */
function namesIn(tree: unknown, depth = 0): string[] {
  if (!Array.isArray(tree)) return [];
  return tree.flatMap((node: unknown) => {
    const [said, inside] = typeof node === "string" ? [node, null] : Object.entries(node as object)[0]!;
    const role = /^\w+/.exec(said)?.[0] ?? "";
    if (CELLS.has(role)) return [];
    if (!TOLD.has(role)) return namesIn(inside, depth);
    return [
      `${"  ".repeat(depth)}${said}${typeof inside === "string" ? `: ${inside}` : ""}`,
      ...namesIn(inside, depth + 1),
    ];
  });
}

/** What has no other colour than the paper, where the system chooses the colours; runs in the browser. */
function unseenInForcedColours() {
  const probe = document.createElement("p");
  probe.style.cssText = "background: Canvas; color: CanvasText";
  document.body.append(probe);
  const paper = getComputedStyle(probe).backgroundColor;
  probe.remove();
  const isSeen = (colour: string) => !["none", paper].includes(colour) && !/^rgba\(.*, 0\)$/.test(colour);
  const all = <E extends Element>(selector: string) =>
    [...document.querySelectorAll<E>(selector)].filter((element) => element.checkVisibility());
  const marks = all<SVGElement>("figure svg :is(circle, path, line, rect, text)").filter(
    (mark) => !mark.closest("defs, clipPath, pattern"),
  );
  // a word in the colour of the paper may stand on a bar
  const isOnMark = (word: SVGElement) => {
    const { left, right, top, bottom } = word.getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    return marks.some((mark) => {
      const box = mark.getBoundingClientRect();
      const isUnder = box.left < x && x < box.right && box.top < y && y < box.bottom;
      return isUnder && mark.tagName !== "text" && isSeen(getComputedStyle(mark).fill);
    });
  };
  const links = all("a[href]");
  const controls = all("button, input, select, summary");
  const hasBorder = (control: Element) => {
    const style = getComputedStyle(control);
    return ["top", "right", "bottom", "left"].some((side) => {
      const of = (what: string) => style.getPropertyValue(`border-${side}-${what}`);
      return of("style") !== "none" && Number.parseFloat(of("width")) >= 1 && isSeen(of("color"));
    });
  };
  // a summary has its triangle, a head that sorts its arrow: both in the colour of its words
  const hasSign = (control: Element) =>
    control.matches("summary") || /^["']./.test(getComputedStyle(control, "::after").content);
  const shown = (element: Element) => element.outerHTML.slice(0, 120);
  return {
    marks: marks.length,
    links: links.length,
    controls: controls.length,
    unseen: [
      ...marks.filter((mark) => {
        const { fill, stroke } = getComputedStyle(mark);
        return ![fill, stroke].some(isSeen) && !isOnMark(mark);
      }),
      ...[...links, ...controls].filter((element) => !isSeen(getComputedStyle(element).color)),
      ...controls.filter((control) => !hasBorder(control) && !hasSign(control)),
    ].map(shown),
  };
}
