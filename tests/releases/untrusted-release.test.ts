import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { objectStore } from "../../src/releases/object-store.ts";
import { releases } from "../../src/releases/releases.ts";
import { scriptIn } from "../../src/releases/script-in.ts";
import { addRelease, tinyFrozen } from "./tiny-release.ts";

const VERSION = "2026.11.1";
let data = "";
let folder = "";
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "untrusted-"));
  addRelease(data, tinyFrozen(VERSION));
  folder = join(data, "releases", VERSION);
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

function replace(file: string, from: string, to: string): void {
  const text = readFileSync(join(folder, file), "utf8");
  expect(text).toContain(from);
  writeFileSync(join(folder, file), text.replaceAll(from, to));
}

describe("a release from a stranger is refused", () => {
  test.each([
    ["a page above", "/rq1/", "/../../rq1/"],
    ["a page above, inside", "/rq1/", "/a/../../../rq1/"],
    ["a file above", "/figures/one.svg", "/../../../one.svg"],
    ["a file with a zero byte", "/figures/one.svg", "/figures/one\\u0000.svg"],
    ["a file that is a program", "/figures/one.svg", "/figures/one.js"],
    ["a file that is a page", "/figures/one.svg", "/figures/one.html"],
    ["a page by the other slash", "/rq1/", "/..\\\\..\\\\rq1/"],
  ])("%s", (_, from, to) => {
    replace("addresses.json", from, to);
    expect(() => releases(data)).toThrow("expected an address below the version");
  });

  test("a version that is a path", () => {
    replace("release.json", `"${VERSION}"`, '"../../../../tmp"');
    expect(() => releases(data)).toThrow(`expected ${VERSION}, as its folder`);
  });

  test.each([
    ["a file", "notes.md"],
    ["an object", "objects/x.gz"],
  ])("%s that is a link", (_, path) => {
    rmSync(join(folder, path), { force: true });
    symlinkSync("/etc/passwd", join(folder, path));
    expect(() => releases(data)).toThrow("is a link or a device");
  });

  test("notes that nest without end", () => {
    writeFileSync(join(folder, "notes.md"), `${"> ".repeat(3_000)}a`);
    expect(() => releases(data)).toThrow("notes.md:1:1  quotes or lists nest too deeply");
  });

  test("errata that nest without end", () => {
    writeFileSync(join(folder, "errata.yaml"), "[".repeat(100_000));
    expect(() => releases(data)).toThrow("errata.yaml  brackets or lists nest too deeply");
  });

  test("a folder that is a link", () => {
    symlinkSync("/etc", join(data, "releases", "2026.11.2"));
    expect(() => releases(data)).toThrow("is a link or a device");
  });

  test("an object that unfolds without end", () => {
    const { object } = releases(data)[0]!.addresses.files[0]!;
    writeFileSync(join(folder, "objects", `${object}.gz`), gzipSync(Buffer.alloc(101_000_000)));
    expect(() => objectStore(releases(data)).file(object, "/v/x")).toThrow("cannot be read");
  });
});

test.each([
  ["an element", "<p>a</p><script>alert(1)</script>"],
  ["its capitals", "<ScRiPt src=x>"],
  ["a frame", '<iframe srcdoc="x">'],
  ["an event", '<img src="x" onerror="alert(1)">'],
  ["an event behind a value with >", "<img title='>' onerror=alert(1)>"],
  ["an event after a slash", "<svg/onload=alert(1)>"],
  ["a program as an address", '<a href="javascript:alert(1)">'],
  ["the same in disguise", "<a href=' jav\tascript:alert(1)'>"],
  ["an event behind a quote that opens no value", '<p title=a"><img src=x onerror=alert(1)>'],
  ["a tag that never ends", "<p>a</p><img src=x onerror=alert(1) "],
  ["a reload elsewhere", '<meta http-equiv="refresh" content="0;url=//x">'],
  ["HTML in a drawing", "<svg><foreignObject><p>a</p></foreignObject></svg>"],
  ["an address that moves", '<svg><a><animate attributeName="href" to="javascript:alert(1)"/></a></svg>'],
])("scriptIn finds %s", (_, markup) => {
  expect(scriptIn(markup)).not.toBeNull();
});

test.each([
  ["words", "<p>only one = more on it; &lt;script&gt; and javascript: are words</p>"],
  ["values of attributes", '<p title="turned on = true <script>"></p>'.replace("<script>", "script")],
  ["a tag in a value", '<h2><a href="#a" aria-label="Link to <a onclick=x> and <script>">a</a></h2>'],
  ["microdata", '<meta itemprop="position" content="2">'],
  ["links", '<a href="../javascript/">a</a><a href="https://a.org/?data=1">b</a><a href="#set">c</a>'],
  ["drawings", '<svg viewBox="0 0 1 1"><g font-style="italic"><path d="M0 0"/><title>a</title></g></svg>'],
])("scriptIn lets %s be", (_, markup) => {
  expect(scriptIn(markup)).toBeNull();
});
