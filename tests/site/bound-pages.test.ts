import { expect, test } from "vitest";
import { boundPages } from "../../src/site/bound-pages.ts";
import { PRINTED } from "../../src/site/navigation.ts";

const page = (main: string) =>
  `<!doctype html><html><head><link rel="stylesheet" href="./style.css"></head><body><a href="./">Home</a><main id="main">${main}</main><p>Foot</p></body></html>`;
const FIRST = {
  href: "/",
  html: page('<a href="rq1/#fig-a">1</a> <a href="estimates/#x/y">row</a> <a href="https://a.org/">out</a>'),
};
const SECOND = {
  href: "/rq1/",
  html: page(
    '<figure id="fig-a" aria-labelledby="h t"><i id="h"></i><g clip-path="url(#h)"/></figure> <a href="../">up</a>',
  ),
};

test("boundPages(pages) keeps what stands around the first, and the text of each in order", () => {
  const html = boundPages([FIRST, SECOND]);
  expect(html).toMatch(
    /^<!doctype html>[\s\S]*<main id="overview">[\s\S]*<main id="rq1">[\s\S]*<\/main><p>Foot<\/p><\/body><\/html>$/,
  );
  expect(html.match(/href="\.\/style\.css"/g)).toHaveLength(1);
});

test("boundPages(pages) keeps ids apart, and what refers to them together", () => {
  const html = boundPages([FIRST, SECOND]);
  expect(html).toContain(
    '<figure id="rq1.fig-a" aria-labelledby="rq1.h rq1.t"><i id="rq1.h"></i><g clip-path="url(#rq1.h)"/>',
  );
  expect(html).toContain('<a href="#rq1.fig-a">1</a>');
  expect(html).toContain('<a href="#overview">up</a>');
});

test("boundPages(pages, site) leads to the published site where it is known, and else nowhere", () => {
  expect(boundPages([FIRST])).toContain('<a>row</a> <a href="https://a.org/">out</a>');
  expect(boundPages([FIRST], "https://b.org/report/")).toContain(
    '<a href="https://b.org/report/estimates/#x/y">row</a>',
  );
});

test("boundPages of a page without a main part is an error that names it", () => {
  expect(() => boundPages([FIRST, { href: "/rq2/", html: "<p>" }])).toThrow("/rq2/ has no main part");
});

test("the report on paper has the questions, what to do with the answers, what is claimed, and the methods, in this order", () => {
  const pages = PRINTED.map(({ href }) => href);
  const order = [
    "/",
    "/rq1/",
    "/rq2/",
    "/rq3/",
    "/rq4/",
    "/guidance/",
    "/power/",
    "/claims/",
    "/methods/",
    "/glossary/",
  ];
  expect(pages).toEqual(order);
});
