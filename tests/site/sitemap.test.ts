import { expect, test } from "vitest";
import { sitemapOf } from "../../src/site/sitemap.ts";

const PAGES = ["rq1/index.html", "index.html", "404.html", "benchmarks/a.b/index.html"];

test("sitemapOf(pages, address, base) lists every page that is there, by its absolute address", () => {
  const { robots, sitemap } = sitemapOf(PAGES, "https://example.org/elsewhere", "/report/");
  expect([...sitemap!.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, location]) => location)).toEqual([
    "https://example.org/report/",
    "https://example.org/report/benchmarks/a.b/",
    "https://example.org/report/rq1/",
  ]);
  expect(robots).toBe("User-agent: *\nAllow: /\nSitemap: https://example.org/report/sitemap.xml\n");
});

test("sitemapOf(pages) without an address has no sitemap, and lets everybody in", () => {
  expect(sitemapOf(PAGES, undefined, "/")).toEqual({ robots: "User-agent: *\nAllow: /\n", sitemap: null });
});
