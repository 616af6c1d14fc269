import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseHTML } from "linkedom";
import { beforeAll, describe, expect, test } from "vitest";
import { smallReport } from "./open-report.ts";
import { kindsOf, MISSING } from "./page-kinds.ts";

/** The text browser w3m: where it is installed, and wherever it is asked for, BROWSERS=w3m vitest run tests/browser/text */
const isAsked = process.env.BROWSERS?.split(",").includes("w3m") ?? false;
const isThere = spawnSync("w3m", ["-version"]).error === undefined;

const oneSpace = (text: string) => text.replace(/\s+/g, " ").trim();

describe.runIf(isAsked || isThere)("in a text browser", () => {
  const pages: { path: string; text: string; document: Document }[] = [];
  beforeAll(async () => {
    const folder = await smallReport();
    for (const path of kindsOf({ folder })) {
      const file = join(folder, path === MISSING ? "404.html" : join(path, "index.html"));
      const { stdout, error } = spawnSync("w3m", ["-dump", "-cols", "80", "-T", "text/html", file], {
        encoding: "utf8",
      });
      if (error) throw error;
      pages.push({ path: `/${path}`, text: stdout, document: parseHTML(readFileSync(file, "utf8")).document });
    }
  });

  test("every kind of page with a header begins with the way to its text, and every kind has its headings in their order", () => {
    const found = pages.flatMap(({ path, text, document }) => {
      const shown = oneSpace(text);
      const hasHeader = document.querySelector("header") !== null; // a figure alone is its text
      if (hasHeader && !shown.startsWith("Skip to the text")) return [`${path} begins with ${shown.slice(0, 40)}`];
      let from = 0;
      return [...document.querySelectorAll("main :is(h1, h2, h3)")].flatMap((heading) => {
        const words = oneSpace(heading.textContent ?? "");
        const at = shown.indexOf(words, from);
        if (at < 0) return [`${path} lacks, or has elsewhere: ${words}`];
        from = at;
        return [];
      });
    });
    expect(pages.length).toBeGreaterThan(15);
    expect(found).toEqual([]);
  });

  test("every figure is told by its description, its caption and its table", () => {
    const figures = pages.flatMap(({ path, text, document }) =>
      [...document.querySelectorAll("main figure.figure:not(.compact)")].map((figure) => ({ path, text, figure })),
    );
    expect(figures.length).toBeGreaterThan(10);
    const lacking = figures.flatMap(({ path, text, figure }) => {
      const shown = oneSpace(text);
      const parts = ["desc", ".caption", "table caption", "tbody tr:last-child .n"]
        .map((selector) => figure.querySelector(selector))
        .filter((part) => part !== null);
      if (parts.length < 3) return [`${path} ${figure.id} has ${parts.length} parts`];
      return parts.flatMap((part) => {
        const words = oneSpace(part.textContent ?? "");
        return words !== "" && shown.includes(words) ? [] : [`${path} ${figure.id} ${part.tagName}: ${words}`];
      });
    });
    expect(lacking).toEqual([]);
  });

  test("no word of a chart runs into the next, no mark-up is shown", () => {
    const found = pages.flatMap(({ path, text, document }) => {
      const labels = [...document.querySelectorAll("main figure svg text")].map((label) => label.textContent ?? "");
      const joined = labels.slice(1).flatMap((label, k) => {
        const areWords = [labels[k]!, label].every((words) => /^\p{L}{4}/u.test(words));
        return areWords ? [labels[k]! + label] : [];
      });
      return [
        ...joined.filter((words) => text.includes(words)).map((words) => `${path}: ${words}`),
        ...(text.match(/<\/?(?:a|div|g|li|p|path|span|svg|td|text)[ >]|\bNaN\b|\[object /g) ?? []).map(
          (what) => `${path}: ${what}`,
        ),
      ];
    });
    expect(found).toEqual([]);
  });
});
