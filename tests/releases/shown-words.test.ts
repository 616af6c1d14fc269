import { expect, test } from "vitest";
import { anchorsOf } from "../../src/releases/anchors-of.ts";
import { compareVersions } from "../../src/releases/compare-versions.ts";
import { pageAnchor } from "../../src/releases/page-anchor.ts";
import { shownWords } from "../../src/releases/shown-words.ts";

test("shownWords(html) depends on words and numbers, not on markup", () => {
  const plain = shownWords("<p>ρ is <b>0.83</b></p>");
  expect(shownWords('<div class="x > y">\n ρ   is <i>0.83</i><!-- 0.9 --></div>')).toBe(plain);
  expect(shownWords("<p>ρ is <b>0.84</b></p>")).not.toBe(plain);
});

test("anchorsOf(path, body) has figures, claims and tables, with what is nested in them", () => {
  const body = (cell: string, inner = "x") =>
    `<table><tr><td>1</td></tr></table><h2 id="a">A</h2><table><tr><td>${cell}</td></tr></table>
     <figure class="f" id="fig-b"><table><tr><td>3</td></tr></table></figure>
     <div class="claim holds" id="claim-c"><div>${inner}</div><p>y</p></div><div id="other"></div>`;
  const anchors = anchorsOf("/p/", body("2"));
  expect(anchors.map(({ kind, address }) => `${kind} ${address}`)).toEqual([
    "figure /p/#fig-b",
    "claim /p/#claim-c",
    "table /p/",
    "table /p/#a",
  ]);
  const changed = (other: string) =>
    anchorsOf("/p/", other).flatMap(({ address, words }, k) => (words === anchors[k]!.words ? [] : [address]));
  expect(changed(body("2.5"))).toEqual(["/p/#a"]);
  expect(changed(body("2", "z"))).toEqual(["/p/#claim-c"]);
});

test("compareVersions(a, b) counts, not spells", () => {
  const versions = ["2026.11.10", "2027.1.1", "2026.11.9", "2026.2.1"];
  expect(versions.toSorted(compareVersions)).toEqual(["2026.2.1", "2026.11.9", "2026.11.10", "2027.1.1"]);
});

test("pageAnchor(path) is an id", () => {
  expect(["/", "/rq1/", "/benchmarks/taxonomy/"].map(pageAnchor)).toEqual([
    "page-overview",
    "page-rq1",
    "page-benchmarks-taxonomy",
  ]);
});
