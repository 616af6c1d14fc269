import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { changedFigures, figuresMarkdown, figuresPage } from "../../src/ci/changed-figures.ts";
import { folderDrift } from "../../src/ci/folder-drift.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ci-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
const figure = (id: string, mark: string, href = "../x/") =>
  `<figure id="fig-${id}" class="figure"><svg viewBox="0 0 1 1"><a href="${href}">${mark}</a></svg><table></table></figure>`;

test("changedFigures: drawn otherwise, new and gone, by page; a link that leads elsewhere is no change", () => {
  put("rq1/index.html", figure("same", "a", "../x/") + figure("other", "b") + figure("new", "c"));
  put("v/1/rq1/index.html", figure("same", "a", "../../x/") + figure("other", "a") + figure("old", "d"));
  const figures = changedFigures(join(folder, "v/1"), folder);
  expect(figures.map(({ page, id, before, after }) => [page, id, before !== null, after !== null])).toEqual([
    ["/rq1/", "other", true, true],
    ["/rq1/", "new", false, true],
    ["/rq1/", "old", true, false],
  ]);
  const markdown = figuresMarkdown(figures);
  expect(markdown).toContain("Changed figures: 3");
  expect(markdown).toContain("- `/rq1/#fig-old`: gone");
  const page = figuresPage(figures, "<1>");
  expect(page.match(/<svg/g)?.length).toBe(4);
  expect(page).toContain("&lt;1&gt;");
  expect(page).not.toContain("href");
});

test("figuresMarkdown says nothing where nothing changed", () => {
  put("index.html", figure("same", "a"));
  put("v/1/index.html", figure("same", "a"));
  expect(figuresMarkdown(changedFigures(join(folder, "v/1"), folder))).toBe("");
});

test("folderDrift: what is another, not deployed, and not built any more, in the order of paths", async () => {
  for (const [path, text] of Object.entries({ a: "1", "b/c": "22", d: "x", e: "same" })) put(path, text);
  const deployed = new Map(Object.entries({ a: "2", "b/c": "333", e: "same", z: "old" }));
  const read = async (path: string) => {
    const text = deployed.get(path);
    return text === undefined ? null : Buffer.from(text);
  };
  expect(await folderDrift(folder, read, [...deployed.keys()])).toEqual([
    "a: is another",
    "b/c: is another (3 bytes deployed, 2 built)",
    "d: is not deployed",
    "z: is deployed, and not built",
  ]);
});
