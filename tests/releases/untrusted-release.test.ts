import {
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Fault, FaultError } from "../../src/faults.ts";
import { objectStore } from "../../src/releases/object-store.ts";
import { releasedReport } from "../../src/releases/released-report.ts";
import { releases } from "../../src/releases/releases.ts";
import { scriptIn, scriptInDrawing } from "../../src/releases/script-in.ts";
import { finishFrozen, frozenParts } from "../../src/site/frozen-pages.ts";
import { notesHtml } from "../../src/site/notes-html.ts";
import { errataHtml, releaseBanner } from "../../src/site/release-banner.ts";
import { SHELL } from "../../src/site/shell.ts";
import { shortLinkPages } from "../../src/site/short-link-pages.ts";
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

  test.each([
    ["a page that is HTML", "addresses.json", "/rq1/", '/a\\"><script src=x></script>/'],
    ["a page below a file", "addresses.json", "/rq1/", "/figures/one.svg/"],
    ["a page with a name that no disk has", "addresses.json", "/rq1/", `/${"a".repeat(300)}/`],
    ["a file that browsers run", "addresses.json", "/figures/one.svg", "/figures/one.txt"],
    ["an anchor that is HTML", "addresses.json", "#claim-it", '#\\"><script>'],
    ["a hash that is a path", "addresses.json", '"body":"', '"body":"../../'],
    ["a date that is HTML", "release.json", "2026-11-24", '2026-11-24\\"><script src=x></script>'],
    ["a day that is none", "release.json", "2026-11-24", "2026-02-30"],
    ["a commit that is an option", "release.json", "0".repeat(40), "--upload-pack=x"],
    ["data above their folder", "release.json", '"blobs": {', `"blobs": { "../x": "${"0".repeat(40)}"`],
    ["an unknown key", "release.json", '"schema"', '"more": 1, "schema"'],
    ["a list that is none", "release.json", '"claims": []', '"claims": null'],
    ["a design that is none", "study.json", '"id": "tiny"', '"id": "<b>"'],
    ["nothing", "absences.json", "[\n\n]", "null"],
    ["no JSON", "absences.json", "[\n\n]", "[\n\n"],
  ])("%s", (_, file, from, to) => {
    replace(file, from, to);
    const read = () => releases(data);
    expect(read).toThrow(FaultError);
    expect(read).toThrow(new RegExp(`${VERSION}/${file}(:\\d+:\\d+)? {2}.*; expected .*releases are never changed`));
  });

  test.each([
    ["a program as a link", "[a](javascript:alert(1))", "an address with http, https or mailto"],
    ["data as a link, elsewhere", "[a][b]\n\n[b]: data:text/html,x", "an address with http, https or mailto"],
    ["a picture from elsewhere", "![a](https://a.org/a.png)", "a picture of the report itself"],
    ["the same by a reference", "![a][b]\n\n[b]: https://a.org/a.png", "a picture of the report itself"],
  ])("notes with %s", (_, markdown, expected) => {
    writeFileSync(join(folder, "notes.md"), `# First\n\n${markdown}\n`);
    expect(() => releases(data)).toThrow(new RegExp(`notes\\.md:\\d+:1 {2}the address .*; expected ${expected}`));
    expect(notesHtml(markdown)).not.toMatch(/javascript:|data:|a\.org/);
  });

  test("estimates with an id that is HTML", () => {
    replace("estimates.txt", "rank-persistence/", '"><img src=x>/');
    expect(() => releasedReport(releases(data)[0]!)).toThrow(/estimates\.txt:\d+ {2}an id that no estimate has/);
  });

  test("all that is wrong at once", () => {
    replace("release.json", "2026-11-24", "today");
    replace("study.json", '"models": 1', '"models": -1');
    rmSync(join(folder, "notes.md"));
    rmSync(join(folder, "estimates.txt"));
    mkdirSync(join(folder, "estimates.txt"));
    expect(() => releases(data)).toThrow(
      /estimates\.txt[\s\S]*notes\.md[\s\S]*date is today[\s\S]*models is -1[\s\S]*4 faults/,
    );
  });

  test("what newer code released", () => {
    replace("release.json", '"schema": 1', '"schema": 2, "more": 1');
    expect(() => releases(data)).toThrow("schema is 2; expected schema 1. Build it with newer code.\n1 fault");
  });

  test("a version that is a file", () => {
    writeFileSync(join(data, "releases", "2026.11.2"), "");
    expect(() => releases(data)).toThrow("is no folder; expected the folder of a release");
  });

  test("all releases, by a link that leads out of the study", () => {
    const elsewhere = `${data}-elsewhere`;
    renameSync(join(data, "releases"), elsewhere);
    symlinkSync(elsewhere, join(data, "releases"));
    expect(() => releases(data)).toThrow("is a link that leads out of the study folder");
    rmSync(elsewhere, { recursive: true });
    expect(() => releases(data)).toThrow("is a link that leads out of the study folder");
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
    expect(() => releases(data)).toThrow("brackets or lists nest too deeply");
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
  ["a comment that browsers end sooner", '<!-- --!><script src="/v/x.txt"></script><!-- -->'],
  ["a comment that ends at once", '<!--><script src="/v/x.txt"></script><!-- -->'],
  ["a quote behind a first =", '<a ="><script src="/v/x.txt"></script>">x</a>'],
  ["a quote behind a second =", '<a x=y="><script src="/v/x.txt"></script>">x</a>'],
  ["a tag in the value of a tag that is text", '<textarea><a title="</textarea><script src=x></script>"></a>'],
  ["the same with an element that drawings have", '<title><a title="</title><script src=x></script>"></a>'],
  ["the same when it is closed in a drawing", '<svg><p><title><a title="</title><script src=x></script>"></a>'],
  ["a program in the references of a value", '<a href="&#106;avascript:alert(1)">'],
  ["the same behind a tag in a value", '<i title="<"></i><a href="&Tab;java&#10;script:alert(1)">'],
  ["a second body", '<i title="<"></i><body onload="alert(1)">'],
  ["what is nested deeper than anybody reads", `<i title="<">${"<b>".repeat(20_000)}`],
  ["a comment that never ends", "<p>a</p><!-- "],
  ["a value that never ends", '<i title="<"></i><a href="javascript:alert(1)//'],
  ["a template", '<template shadowrootmode="open"><script src=x></script></template>'],
  ["another name for an element", '<svg xmlns:h="http://www.w3.org/1999/xhtml"><h:script src="x"/></svg>'],
  ["a style sheet", "<style>a { color: red }</style>"],
  ["a picture from elsewhere", '<img src="https://a.org/a.png" alt="">'],
  ["the same without a scheme", '<img src="/\\a.org/a.png" alt="">'],
  ["a picture of a style", '<p style="background: url(https://a.org/)">a</p>'],
  ["the same in disguise", '<p style="background: u\\72l(https://a.org/)">a</p>'],
  ["a pattern from elsewhere", '<svg><rect fill="url(https://a.org/#a)"/></svg>'],
  ["somebody who is told of a click", '<a href="/" ping="https://a.org/">a</a>'],
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
  ["pictures", '<img src="/figures/a.png" alt="a < b"><img src="a.png" alt="">'],
  ["formulas", '<math display="block" style="display:block math;"><mo lspace="0em" stretchy="false">(</mo></math>'],
  ["what is cut by what is around it", '<table><tr><td>a</table><p><b class="a">b<p title="<">c'],
  ["ends of what stands around", '</p title="<">a</main></div>'],
  ["drawings", '<svg viewBox="0 0 1 1"><g font-style="italic"><path d="M0 0"/><title>a</title></g></svg>'],
])("scriptIn lets %s be", (_, markup) => {
  expect(scriptIn(markup)).toBeNull();
});

test.each([
  ["an element", "<svg><script>alert(1)</script></svg>"],
  ["an entity", '<!DOCTYPE svg [<!ENTITY a "<script>alert(1)</script>">]><svg>&a;</svg>'],
  ["an instruction", '<?xml-stylesheet href="a.xsl" type="text/xsl"?><svg></svg>'],
  ["another encoding", '<?xml version="1.0" encoding="ISO-2022-JP"?><svg></svg>'],
  ["another name for an element", '<svg xmlns:a="http://www.w3.org/2000/svg"><a:script>alert(1)</a:script></svg>'],
  ["text that is no markup in HTML", "<svg><title><![CDATA[<script>]]></title></svg>"],
  ["two bytes for each letter", Buffer.from("<svg><script>alert(1)</script></svg>", "utf16le").toString("utf8")],
  ["an event", '<svg onload="alert(1)"></svg>'],
  ["a program as an address", '<svg><a href="javascript:alert(1)"><text>a</text></a></svg>'],
])("scriptInDrawing finds %s", (_, markup) => {
  expect(scriptInDrawing(markup)).not.toBeNull();
});

test("scriptInDrawing lets drawings be as they are written", () => {
  const prologue = '<?xml version="1.0" encoding="UTF-8"?>\n';
  expect(scriptInDrawing(`${prologue}<svg viewBox="0 0 1 1"><title>a &lt; b</title><path d='M0 0'/></svg>`)).toBeNull();
});

describe("what was not read by a schema is text all the same", () => {
  const html = '"><script src="/a.txt"></script>';
  const release = () => ({ ...releases(data)[0]!, version: html, date: html });

  test("in the banner and in errata", () => {
    const newer = { version: html, page: html, overview: html, isSame: false, changes: { version: html, href: html } };
    const banner = releaseBanner(release(), newer) + releaseBanner(release(), { ...newer, page: null });
    expect(scriptIn(banner)).toBeNull();
    const errata = errataHtml({ ...release(), errata: [{ date: html, text: html }] }, release().addresses.pages[0]!);
    expect(scriptIn(errata)).toBeNull();
  });

  test("in short links", () => {
    const [estimate] = releasedReport(releases(data)[0]!).estimates.values();
    for (const { body } of shortLinkPages(release(), [{ ...estimate!, id: `${html}/a`, reason: html }]))
      expect(scriptIn(body)).toBeNull();
  });

  test("in the address of a page", () => {
    const [one] = releases(data);
    const page = { ...one!.addresses.pages[1]!, path: `/${html}/` };
    const hostile = { ...one!, addresses: { ...one!.addresses, pages: [page], anchors: [] } };
    const [site, faults] = [join(data, "site"), [] as Fault[]];
    mkdirSync(join(site, "v", VERSION, "shell"), { recursive: true });
    writeFileSync(join(site, "v", VERSION, "shell", "index.html"), `<a href="${SHELL.canonical}">${SHELL.path}</a>`);
    const parts = frozenParts({ releases: [hostile], design: one!.study.design, address: undefined }, site, faults);
    finishFrozen(parts, [hostile], { site, pages: new Set() });
    expect(faults).toEqual([]);
    for (const path of globSync("v/**/index.html", { cwd: site }))
      expect(scriptIn(readFileSync(join(site, path), "utf8"))).toBeNull();
  });
});
