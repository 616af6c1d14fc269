import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeViolations, RULES, startAxe } from "./axe.ts";
import { type OpenReport, openReport, openWindow } from "./open-report.ts";
import { kindsOf } from "./page-kinds.ts";

const WIDTHS = [390, 768, 1440];
const LAYOUT = ["target-size", "scrollable-region-focusable"];
/** All rules at every width in both themes instead of the short form: AXE=all vitest run tests/browser/pages */
const isLong = process.env.AXE === "all";
/** The short form: all rules at the widest, those of layout at the narrowest, contrast of the wide drawings in light, of the narrow ones in dark. */
const ASKED: Readonly<Record<number, { light: readonly string[]; dark: readonly string[] }>> = {
  390: { light: LAYOUT, dark: ["color-contrast"] },
  768: { light: [], dark: [] },
  1440: { light: RULES, dark: [] },
};

let report: OpenReport;
beforeAll(async () => {
  report = await openReport(5100);
});
afterAll(() => report?.close());

test("every kind of page at every width, light and dark: no axe violation", { timeout: 900_000 }, async () => {
  const context = await openWindow(report, WIDTHS[0]!, { javaScriptEnabled: true });
  const page = await context.newPage();
  const found: string[] = [];
  for (const path of kindsOf(report)) {
    await page.goto(report.url + path);
    await startAxe(page);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      for (const colorScheme of ["light", "dark"] as const) {
        const rules = isLong ? RULES : ASKED[width]![colorScheme];
        if (rules.length === 0) continue;
        await page.emulateMedia({ colorScheme });
        for (const violation of await axeViolations(page, rules))
          found.push(`/${path}: ${width} px, ${colorScheme}: ${violation}`);
      }
    }
  }
  await context.close();
  expect(found).toEqual([]);
});

test("who asks for less motion sees none", async () => {
  const context = await openWindow(report, 1440, { reducedMotion: "reduce" });
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
  const context = await openWindow(report, 1440);
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

describe("budgets of a page", () => {
  test.each(["rq1", "rq2", "rq3", "rq4"])(
    "%s: at most 120 KB with its style, 3 requests, no script needed",
    async (name) => {
      const context = await openWindow(report, 1440, { javaScriptEnabled: true });
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
