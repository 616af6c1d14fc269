import { expect, test } from "vitest";
import { basedLinks, relativeLinks } from "../../src/site/relative-links.ts";

test.each([
  ['<a href="/rq1/">1</a>', "index.html", '<a href="rq1/">1</a>'],
  ['<a href="/">home</a>', "index.html", '<a href="./">home</a>'],
  ['<a href="/">home</a>', "rq1/index.html", '<a href="../">home</a>'],
  ['<a href="/estimates/level/#level/a">x</a>', "rq1/index.html", '<a href="../estimates/level/#level/a">x</a>'],
  ['<img alt="a > b" src="/x.png">', "a/b/index.html", '<img alt="a > b" src="../../x.png">'],
  ['<a href="#here">x</a>', "rq1/index.html", '<a href="#here">x</a>'],
  ['<a href="https://a.org/b">x</a>', "rq1/index.html", '<a href="https://a.org/b">x</a>'],
  ['<a href="//a.org/b">x</a>', "rq1/index.html", '<a href="//a.org/b">x</a>'],
  ['<p>write href="/rq1/" in a tag</p>', "rq1/index.html", '<p>write href="/rq1/" in a tag</p>'],
  ['<a href="/javascript:alert(1)">x</a>', "index.html", '<a href="./javascript:alert(1)">x</a>'],
  ['<a href="/rq1/?a=b:c">x</a>', "index.html", '<a href="rq1/?a=b:c">x</a>'],
  ['<a data-href="/rq1/">x</a>', "rq1/index.html", '<a data-href="/rq1/">x</a>'],
])("relativeLinks(%s) on %s", (html, page, expected) => {
  expect(relativeLinks(html, page)).toBe(expected);
});

test("basedLinks puts the base before links from the root, for a page that is served at any depth", () => {
  expect(basedLinks('<a href="/rq1/"></a><a href="#x"></a>', "/sub/path/")).toBe(
    '<a href="/sub/path/rq1/"></a><a href="#x"></a>',
  );
});
