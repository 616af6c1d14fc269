import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseHTML } from "linkedom";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Estimate } from "../../src/estimates/estimate.ts";
import { diffStates } from "../../src/releases/diff-states.ts";
import { objectStore } from "../../src/releases/object-store.ts";
import { pageAnchor } from "../../src/releases/page-anchor.ts";
import type { Release, ReleasedClaim } from "../../src/releases/release.ts";
import { releasedState } from "../../src/releases/released-state.ts";
import { historyHtml } from "../../src/site/history-html.ts";
import { notesHtml } from "../../src/site/notes-html.ts";
import { plainText } from "../../src/site/plain-text.ts";
import { releaseDiffAnswer, releaseDiffSections } from "../../src/site/release-diff-sections.ts";
import { releaseFeed } from "../../src/site/release-feed.ts";
import { releaseTurns } from "../../src/site/release-turns.ts";
import { sectionHtml } from "../../src/site/section-html.ts";
import { shortLinkAddress } from "../../src/site/short-link-address.ts";
import { shortLinkPages } from "../../src/site/short-link-pages.ts";
import { addRelease, tinyFrozen } from "../releases/tiny-release.ts";

const ID = "rank-persistence/accuracy/small/overall/all/spearman";
const GROUP = "/estimates/rank-persistence/accuracy/small/";
const claim = (status: ReleasedClaim["status"]): ReleasedClaim => {
  return { id: "it", page: "/rq1/", text: "A < B & it holds.", when: "true", expect: "holds", status };
};

/** A tiny release with a claim, the row of its estimate, and an interval. */
function frozen(version: string, value: number, status: ReleasedClaim["status"]) {
  const tiny = tinyFrozen(version, value);
  const [estimate] = tiny.analysis.estimates;
  const interval = { low: value - 0.1, high: value + 0.1, level: 0.95, method: "m" } as const;
  const rows = `<h1>Rows</h1><table><tr id="${ID}"><td>${value}</td></tr></table>`;
  const link = `<h1>One</h1><p><a href="${GROUP}#${ID}">${value}</a></p>`;
  return {
    ...tiny,
    record: { ...tiny.record, claims: [claim(status)] },
    analysis: { ...tiny.analysis, estimates: [{ ...estimate!, interval }] },
    pages: [
      { path: GROUP, title: "Rows", description: "Rows", body: rows },
      { path: "/rq1/", title: "One", description: "One", body: link },
      ...(status === "fails" ? [{ path: "/new/", title: "New", description: "New", body: "<h1>New</h1>" }] : []),
    ],
    notes: `# Title\n\n## What is new\n\nMore *seeds*; <b onclick="x">raw</b>.\n`,
  };
}

let folder = "";
let all: readonly Release[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "release-pages-"));
  addRelease(folder, frozen("2026.10.1", 0.5, "holds"));
  all = addRelease(folder, frozen("2026.11.1", 0.83, "fails"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pair = () => ({ name: "2026.10.1..2026.11.1", before: all[0]!, after: all[1]! });
const diff = () => {
  const objects = objectStore(all);
  return diffStates(releasedState(all[0]!, objects), releasedState(all[1]!, objects));
};

test("releasedState(release) knows which numbers a page shows, from its frozen body or its address", () => {
  const { pages } = releasedState(all[1]!, objectStore(all));
  expect(pages.map(({ href, estimates }) => [href, estimates])).toEqual([
    [GROUP, [ID]],
    ["/new/", []],
    ["/rq1/", [ID]],
  ]);
});

describe("the page of a diff", () => {
  const html = () => sectionHtml(releaseDiffSections(diff(), pair()));

  test("says first what a reader must know", () => {
    expect(releaseDiffAnswer(diff())).toBe(
      "1 claim turned, no verdict changed, and 1 estimate moved beyond its earlier interval.",
    );
  });

  test("leads from a claim and both numbers to their frozen places", () => {
    const { document } = parseHTML(`<body>${html()}</body>`);
    const links = [...document.querySelectorAll("a")].map((link) => link.getAttribute("href"));
    expect(links).toEqual(
      expect.arrayContaining([
        "/v/2026.11.1/rq1/#claim-it",
        `/v/2026.10.1${GROUP}#${ID}`,
        `/v/2026.11.1${GROUP}#${ID}`,
      ]),
    );
    expect(plainText(html())).toContain("A < B & it holds.");
    expect(plainText(html())).toContain("✗ fails now; it held before");
  });

  test("has an anchored row for every page, new ones told", () => {
    const { document } = parseHTML(`<body>${html()}</body>`);
    const words = (path: string) =>
      document.getElementById(pageAnchor(path))?.closest("tr")?.textContent.replace(/\s+/g, " ");
    expect(words("/rq1/")).toBe("One1–111");
    expect(words("/new/")).toContain("new");
    expect(document.getElementById(pageAnchor(GROUP))).not.toBeNull();
  });
});

describe("releaseFeed", () => {
  test.each([undefined, "https://example.org/r/"])("is Atom, newest first, with address %s", (address) => {
    const feed = releaseFeed(all, address);
    const { document } = parseHTML(feed);
    const entries = [...document.querySelectorAll("entry")];
    expect(entries.map((entry) => entry.querySelector("title")?.textContent)).toEqual([
      "Version 2026.11.1",
      "Version 2026.10.1",
    ]);
    const ids = [...document.querySelectorAll("id")].map((id) => id.textContent);
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(id).toMatch(/^(https:|urn:)/);
    for (const time of document.querySelectorAll("updated"))
      expect(time.textContent).toMatch(/^\d{4}-\d\d-\d\dT00:00:00Z$/);
    const content = entries[0]!.querySelector("content")!.textContent;
    expect(content).toContain("fails now; it held before");
    expect(content).toContain("A &lt; B &amp; it holds.");
    expect(content).toContain(`href="${address ?? ""}v/2026.11.1/rq1/#claim-it"`);
    expect(entries[1]!.textContent).not.toContain("Claims that turned");
  });
});

test("releaseTurns(release) is what turned, and nothing with the first", () => {
  expect(releaseTurns(all[1]!, all[0])).toMatchObject([{ id: "it", before: "holds", after: "fails" }]);
  expect(releaseTurns(all[0]!, undefined)).toEqual([]);
});

test("notesHtml(markdown) goes below a heading, without title and without HTML of its own", () => {
  expect(notesHtml(all[0]!.notes)).toBe("<h3>What is new</h3>\n<p>More <em>seeds</em>; raw.</p>");
});

describe("short links", () => {
  test("a page for each protocol has a line for every estimate, under its group", () => {
    const { estimates } = releasedState(all[1]!, objectStore(all));
    const [index, page, ...rest] = shortLinkPages(all[1]!, estimates.values());
    expect(rest).toEqual([]);
    expect(index!.body).toContain('href="/e/rank-persistence/"');
    expect(page!.path).toBe("/e/rank-persistence/");
    expect(page!.body).toContain('<li id="accuracy/small/overall/all/spearman">');
    expect(page!.body).toContain(`href="${GROUP}"`);
    expect(plainText(page!.body)).toContain("accuracy/small/overall/all/spearman: 0.83 [0.73, 0.93]");
  });

  test.each([
    [`/v/2026.11.1/e/${ID}`, "/v/2026.11.1/e/rank-persistence/#accuracy/small/overall/all/spearman"],
    ["/r/v/2026.11.1/e/level/a@b..c/x/", "/r/v/2026.11.1/e/level/#a@b..c/x"],
    ["/v/2026.11.1/e/level/", null],
    ["/v/2026.11.1/estimates/level/accuracy/", null],
  ])("%s leads to %s", (path, target) => {
    expect(shortLinkAddress(path)).toBe(target);
  });
});

describe("historyHtml", () => {
  const now: Estimate = { id: ID, value: 0.83, n: 6, unit: "mixture", quantity: "correlation", from: "c" };
  const earlier = (version: string, value: number | null, low?: number) => {
    const interval = low === undefined ? {} : { interval: { low, high: 1, level: 0.95, method: "m" } as const };
    return { version, estimates: new Map([[ID, { ...now, value, ...interval }]]) };
  };

  test("tells every value in words, and draws them with their intervals", () => {
    const html = historyHtml(now, [earlier("2026.9.1", 0.2, 0.1), earlier("2026.10.1", 0.5, 0.3)]);
    expect(plainText(html)).toBe("2026.9.1: 0.20 [0.10, 1.00]; 2026.10.1: 0.50 [0.30, 1.00]");
    const [, path] = / d="([^"]*)"/.exec(html)!;
    expect(path).toMatch(/^M3 1V15M12 1V12M3 13L12 9L21 4$/);
  });

  test("is empty where nothing changed and where the estimate is new", () => {
    expect(historyHtml(now, [earlier("2026.10.1", 0.83)])).toBe("");
    expect(historyHtml(now, [{ version: "2026.10.1", estimates: new Map() }])).toBe("");
  });

  test("an estimate that had no value says so, and its line has no point there", () => {
    const html = historyHtml(now, [earlier("2026.10.1", null)]);
    expect(plainText(html)).toBe("2026.10.1: no value");
    expect(html).not.toMatch(/NaN|Infinity|undefined/);
  });
});
