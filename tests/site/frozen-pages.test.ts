import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Fault, FaultError } from "../../src/faults.ts";
import type { Release } from "../../src/releases/release.ts";
import { releases } from "../../src/releases/releases.ts";
import { finishFrozen, frozenParts } from "../../src/site/frozen-pages.ts";
import { SHELL } from "../../src/site/shell.ts";
import { addRelease, tinyFrozen } from "../releases/tiny-release.ts";
import { attributes, textNodes } from "./read-site.ts";

let work = "";
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), "frozen-"));
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

const data = () => join(work, "data");
const shell = [
  `<head><title>${SHELL.title}</title><meta name="description" content="${SHELL.description}">`,
  `<link rel="canonical" href="${SHELL.canonical}"></head>`,
  '<nav class="site-nav"><a href="/">Overview</a><a href="/rq1/">1</a><a href="/new/">New</a></nav>',
  `<header>${SHELL.banner}</header><main>${SHELL.body}</main><footer>${SHELL.path}</footer>`,
].join("");

/** Builds what a site of these releases would be, without rendering anything. */
function build(options: { current?: string; pages?: string[]; address?: string; diff?: string } = {}): void {
  const all = releases(data());
  const site = join(work, "site");
  rmSync(site, { recursive: true, force: true });
  const put = (path: string, html: string) => {
    mkdirSync(join(site, path), { recursive: true });
    writeFileSync(join(site, path, "index.html"), html);
  };
  for (const { version } of all) put(`v/${version}/shell`, shell);
  if (options.diff !== undefined) put("v/2026.11.1..2026.11.2", options.diff);
  const newest = all.at(-1)!.study.design;
  const design = { ...newest, version: options.current ?? newest.version };
  const faults: Fault[] = [];
  const parts = [...frozenParts({ releases: all, design, address: options.address }, site, faults)];
  finishFrozen(parts, all, { site, pages: new Set(options.pages ?? ["/", "/rq1/"]) });
  if (faults.length > 0) throw new FaultError(faults);
}

const page = (path: string) => readFileSync(join(work, "site", path, "index.html"), "utf8");
/** Frozen pages, without those of short links. */
const writtenPages = () =>
  globSync("v/**/index.html", { cwd: join(work, "site") }).filter((path) => !path.includes("/e/"));
const objectOf = (release: Release, hash: string) => join(release.folder, "objects", `${hash}.gz`);

test("frozen pages show the words that were released, in today's shell", () => {
  addRelease(data(), tinyFrozen("2026.11.1"));
  build();
  expect(writtenPages()).toHaveLength(2);
  const html = page("v/2026.11.1/rq1");
  const words = (text: string) => textNodes(/<main>([\s\S]*)<\/main>/.exec(text)?.[1] ?? text);
  expect(words(html)).toEqual(words(tinyFrozen("2026.11.1").pages[1]!.body));
  expect(html).toContain("<title>One &lt;question&gt;</title>");
  expect(html).toContain('content="It &quot;asks&quot;"');
  expect(html).toContain("Version <b>2026.11.1</b>");
  expect(html).toContain('<time datetime="2026-11-24">24 November 2026</time>');
  expect(html).toContain("<footer>/v/2026.11.1/rq1/</footer>");
  expect(html).not.toMatch(/@@|newer version/);
  expect(existsSync(join(work, "site/v/2026.11.1/shell"))).toBe(false);
});

test("links stay inside the version where it has the address, and lead to today's site elsewhere", () => {
  addRelease(data(), tinyFrozen("2026.11.1"));
  build();
  expect(attributes(page("v/2026.11.1/rq1"), "href")).toEqual([
    ...["../../../rq1/", "../", "../rq1/", "../../../new/"],
    ...["../data/analysis.json", "../", "../figures/one.svg", "https://a.org/"],
  ]);
  expect(attributes(page("v/2026.11.1"), "href")).toEqual([
    ...["../../", "./", "rq1/", "../../new/", "rq1/#fig-one", "../../search/"],
  ]);
  expect(page("v/2026.11.1/rq1")).toContain('<a href="../rq1/" aria-current="page">1</a>');
  expect(readFileSync(join(work, "site/v/2026.11.1/figures/one.svg"), "utf8")).toBe("<svg>0.83</svg>");
  expect(readFileSync(join(work, "site/v/2026.11.1/data/rank-persistence.csv"), "utf8")).toContain("0.83");
});

test("rel=canonical is today's page where there is one, and absolute where the site's address is known", () => {
  addRelease(data(), tinyFrozen("2026.11.1"));
  build({ pages: ["/"], address: "https://report.org/sub/" });
  expect(page("v/2026.11.1/rq1")).toContain('href="https://report.org/sub/v/2026.11.1/rq1/"');
  expect(page("v/2026.11.1")).toContain('rel="canonical" href="https://report.org/sub/"');
});

describe("a version that is not the newest", () => {
  beforeEach(() => {
    addRelease(data(), tinyFrozen("2026.11.1"));
    const next = tinyFrozen("2026.11.2", 0.5);
    addRelease(data(), { ...next, pages: [tinyFrozen("2026.11.2").pages[0]!, next.pages[1]!] });
  });

  test("says so on every page, and where to read what changed", () => {
    build({ diff: '<h1>Changes</h1><p id="page-rq1">x</p>' });
    const html = page("v/2026.11.1/rq1");
    expect(html).toContain("<b>A newer version exists</b>: 2026.11.2.");
    expect(html).toContain('<a href="../../../rq1/">This page there</a>');
    expect(html).toContain('<a href="../../../v/2026.11.1..2026.11.2/#page-rq1">What changed on this page</a>');
    expect(page("v/2026.11.1")).toContain("reads the same");
    expect(page("v/2026.11.2/rq1")).not.toContain("newer version");
  });

  test("says nothing of changes that no page tells, and nothing of a page that is gone", () => {
    build({ pages: ["/"] });
    expect(page("v/2026.11.1/rq1")).toContain('It has no such page; see its <a href="../../../">overview</a>.');
  });

  test("is every version while newer data are not released", () => {
    build({ current: "2026.12.1" });
    expect(page("v/2026.11.2/rq1")).toContain("<b>A newer version exists</b>: 2026.12.1.");
  });
});

test("errata stand on their page, dated, and leave its words alone", () => {
  const [release] = addRelease(data(), tinyFrozen("2026.11.1"));
  build();
  const before = page("v/2026.11.1/rq1");
  const errata =
    "- {date: 2026-12-02, text: All pages <b>.}\n- {date: 2026-12-01, page: /rq1/, text: The second seed was run twice.}\n";
  writeFileSync(join(release!.folder, "errata.yaml"), errata);
  build();
  const after = page("v/2026.11.1/rq1");
  expect(after).toMatch(/<aside class="erratum"[\s\S]*1 December 2026[\s\S]*run twice[\s\S]*All pages &lt;b&gt;\./);
  expect(after.replace(/<aside class="erratum"[\s\S]*?<\/aside>/g, "")).toBe(before);
  expect(page("v/2026.11.1")).not.toContain("run twice");
});

test("errata that are none stop the build", () => {
  const [release] = addRelease(data(), tinyFrozen("2026.11.1"));
  writeFileSync(join(release!.folder, "errata.yaml"), "- {date: yesterday, text: x}\n");
  expect(() => build()).toThrow(/errata\.yaml:1:10 {2}\[1\]\.date is yesterday; expected a day such as 2026-12-01/);
});

describe("what was published and is no more stops the build, by its address:", () => {
  let first: Release;
  beforeEach(() => {
    addRelease(data(), tinyFrozen("2026.11.1"));
    [first] = addRelease(data(), tinyFrozen("2026.11.2", 0.5)) as [Release];
  });
  const bodyOf = (path: string) => first.addresses.pages.find((one) => one.path === path)!.body;

  test("a body that is gone", () => {
    rmSync(objectOf(first, bodyOf("/rq1/")));
    expect(() => build()).toThrow(/^\/v\/2026\.11\.1\/rq1\/ {2}its object [0-9a-f]{64} is missing/);
  });

  test("a body with another word, and a file with another byte, together", () => {
    writeFileSync(objectOf(first, bodyOf("/")), gzipSync("<h1>Overview</h1><p>ρ is 0.99</p>"));
    writeFileSync(objectOf(first, first.addresses.files[0]!.object), gzipSync("<svg>0.84</svg>"));
    expect(() => build()).toThrow(
      /\/v\/2026\.11\.1\/ {2}its object is not what was released[\s\S]*\/v\/2026\.11\.1\/figures\/one\.svg {2}its object is not/,
    );
  });

  test("a drawing inside of a body", () => {
    const drawing = globSync("objects/*", { cwd: first.folder }).length;
    expect(drawing).toBe(4);
    const known = [...first.addresses.pages.map(({ body }) => body), first.addresses.files[0]!.object];
    const [name] = globSync("*", { cwd: join(first.folder, "objects") }).filter(
      (file) => !known.includes(file.slice(0, 64)),
    );
    rmSync(join(first.folder, "objects", name!));
    expect(() => build()).toThrow(/\/v\/2026\.11\.1\/rq1\/ {2}its object/);
  });

  test("an object that is no gzip", () => {
    writeFileSync(objectOf(first, bodyOf("/")), "half");
    expect(() => build()).toThrow(/^\/v\/2026\.11\.1\/ {2}its object .* cannot be read/);
  });

  test("a whole release", () => {
    rmSync(first.folder, { recursive: true });
    expect(() => build()).toThrow(/2026\.11\.1 before it is gone, and with it every address under \/v\/2026\.11\.1\//);
  });

  test("an address that was taken out of the ledger", () => {
    const path = join(first.folder, "addresses.json");
    writeFileSync(path, readFileSync(path, "utf8").replace(/,\n\{"path":"\/rq1\/[^\n]*/, ""));
    expect(() => build()).toThrow(
      /addresses of 2026\.11\.1 are not those[\s\S]*\/v\/2026\.11\.1\/rq1\/#fig-one {2}the address is gone/,
    );
  });

  test("a file of the release", () => {
    rmSync(join(first.folder, "study.json"));
    expect(() => build()).toThrow(/study\.json {2}the file is missing/);
  });
});

test("bodies that twenty releases share are stored once, and read the same in each", () => {
  for (let k = 1; k <= 20; k++) addRelease(data(), tinyFrozen(`2026.11.${k}`));
  expect(globSync("releases/*/objects/*", { cwd: data() })).toHaveLength(4);
  build();
  expect(writtenPages()).toHaveLength(40);
  expect(page("v/2026.11.20/rq1")).toContain("2026.11.20");
  expect(/<main>[\s\S]*/.exec(page("v/2026.11.1/rq1"))![0].replaceAll("2026.11.1/", "")).toBe(
    /<main>[\s\S]*/.exec(page("v/2026.11.20/rq1"))![0].replaceAll("2026.11.20/", ""),
  );
});
