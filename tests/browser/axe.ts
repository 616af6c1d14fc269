import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** WCAG 2.2 up to AA, and axe's own rules of good practice. */
export const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Brings axe into the page that is open. */
export async function startAxe(page: Page): Promise<void> {
  await page.evaluate(AXE);
}

/** What axe finds on a page that it was brought into, as lines that name the rule, the element and the reason. */
export async function axeViolations(page: Page, runOnly: readonly string[]): Promise<string[]> {
  const { violations: found } = await page.evaluate(async (rules) => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    return (await axe.run(document, { runOnly: [...rules], resultTypes: ["violations"] })) as AxeResults;
  }, runOnly);
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any }) => `${id}: ${target.join(" ")}: ${any[0]?.message ?? ""}`),
  );
}
