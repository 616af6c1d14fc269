import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SEARCH_FOLDER, writeSearchIndex } from "../../src/site/search-index.ts";

const page = (title: string, body: string) =>
  `<!doctype html><html lang="en"><head><title>${title}</title></head><body><nav>header</nav><main><h1>${title}</h1>${body}</main></body></html>`;

let work = "";
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), "search-"));
  const site = join(work, "a");
  const pages = {
    "index.html": page("Overview", "<p>What survives?</p>"),
    "rq1/index.html": page("Persistence", '<h2 id="why">Why it lasts</h2><p>Rankings.</p>'),
    "estimates/level/accuracy/index.html": page("Levels", "<p>Numbers</p>"),
    "v/2026.1.0/rq1/index.html": page("Persistence, then", "<p>Rankings</p>"),
    "404.html": page("Not found", "<p>Nothing</p>"),
  };
  for (const [path, html] of Object.entries(pages)) {
    mkdirSync(join(site, path, ".."), { recursive: true });
    writeFileSync(join(site, path), html);
  }
  cpSync(site, join(work, "b"), { recursive: true });
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** The files of an index by path, with their bytes. */
function filesOf(site: string): Record<string, string> {
  const folder = join(site, SEARCH_FOLDER);
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted();
  const files = names.filter((name) => /\.\w+$/.test(name));
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), "base64")]));
}

test("writeSearchIndex gives the same bytes for the same pages, and takes today's pages only", async () => {
  await writeSearchIndex(join(work, "a"), globSync("**/*.html", { cwd: join(work, "a") }));
  await writeSearchIndex(join(work, "b"), globSync("**/*.html", { cwd: join(work, "b") }));
  expect(filesOf(join(work, "a"))).toEqual(filesOf(join(work, "b")));
  const entry = JSON.parse(readFileSync(join(work, "a", SEARCH_FOLDER, "pagefind-entry.json"), "utf8"));
  expect(entry.languages.en.page_count).toBe(2);
  expect(existsSync(join(work, "a", SEARCH_FOLDER, "pagefind.js"))).toBe(true);
});

test("writeSearchIndex takes words and names of tables, leaves out numbers, and knows a page by its short name", async () => {
  const site = join(work, "tables");
  const crumbs =
    '<nav class="breadcrumbs"><ol><li>Overview</li><li><span itemprop="name" aria-current="page">Guidance</span></li></ol></nav>';
  const tables = [
    '<table class="words"><tbody><tr><td>wordy</td></tr></tbody></table>',
    '<table class="names"><thead><tr><th>heady</th></tr></thead><tbody><tr><th>namely</th><td>celled</td></tr></tbody></table>',
    "<table><tbody><tr><td>numeral</td></tr></tbody></table>",
  ];
  mkdirSync(site);
  writeFileSync(join(site, "index.html"), page("Which scores", crumbs + tables.join("")));
  await writeSearchIndex(site, ["index.html"]);
  const [fragment] = globSync(`${SEARCH_FOLDER}/fragment/*`, { cwd: site });
  const { content } = JSON.parse(
    gunzipSync(readFileSync(join(site, fragment!)))
      .toString("utf8")
      .replace(/^pagefind_dcd/, ""),
  );
  expect(content).toMatch(/^Guidance\. Which scores\./);
  expect(content).toMatch(/wordy.*namely/);
  expect(content).not.toMatch(/heady|celled|numeral|Overview/);
});
