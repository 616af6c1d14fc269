import { readFileSync } from "node:fs";
import { join } from "node:path";
import { HtmlValidate } from "html-validate";
import { beforeAll, expect, test } from "vitest";
import { ofAllKinds, readSite } from "../site/read-site.ts";
import { smallReport } from "./open-report.ts";

let folder = "";
beforeAll(async () => {
  folder = await smallReport();
});

test("every protocol that the report has estimates of is called by a title", () => {
  const index = readFileSync(join(folder, "estimates", "index.html"), "utf8");
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
  const pages = ofAllKinds(readSite(folder));
  expect(pages.length).toBeGreaterThan(80);
  const found: string[] = [];
  for (const { path, html } of pages) {
    const { results } = await validator.validateString(html, path);
    for (const { messages } of results)
      for (const { ruleId, message, line, column } of messages)
        found.push(`${path}:${line}:${column} ${ruleId}: ${message}`);
  }
  expect(found.slice(0, 20)).toEqual([]);
});
