import { expect, test } from "vitest";
import { escapeHtml } from "../../src/figures/escape-html.ts";
import type { Figure } from "../../src/figures/figure.ts";
import { figurePng } from "../../src/figures/figure-png.ts";
import { figureSvg } from "../../src/figures/figure-svg.ts";
import { FIGURES } from "../../src/figures/figures.ts";
import { OF_RICHER, sampleReport } from "./sample-report.ts";

const drawn = (name: string): Figure => {
  const figure = FIGURES[name]!(sampleReport(OF_RICHER[name] ?? {}), {});
  if ("missing" in figure) throw new Error(figure.missing);
  return figure;
};

test.each(Object.keys(FIGURES))("figureSvg(%s) stands alone: words, version, plain colours, unique ids", (name) => {
  const figure = drawn(name);
  const svg = figureSvg(figure);
  expect(svg).not.toMatch(/var\(--|color-mix|class=/);
  const words = svg.replaceAll(/<\/text><text[^>]*>/g, " ");
  expect(words).toContain(escapeHtml(figure.source));
  expect(words).toContain(escapeHtml(figure.title.split(" ").slice(0, 4).join(" ")));
  expect(svg.match(/<desc/g)).toHaveLength(1);
  const ids = [...svg.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, id] of svg.matchAll(/url\(#([^)]+)\)/g)) expect(ids).toContain(id);
});

test("figurePng(figure) is twice the size of the SVG, the same bytes each time, and has its letters drawn", async () => {
  const figure = drawn("answer-rq2");
  const [png, again, silent] = await Promise.all([
    figurePng(figure),
    figurePng(figure),
    figurePng({ ...figure, title: " ", subtitle: " " }),
  ]);
  expect(Buffer.from(png.subarray(1, 4)).toString()).toBe("PNG");
  const [, width] = /width="(\d+)"/.exec(figureSvg(figure))!;
  expect(new DataView(png.buffer, png.byteOffset).getUint32(16)).toBe(Number(width) * 2);
  expect(Buffer.compare(png, again)).toBe(0);
  expect(png.length).toBeGreaterThan(silent.length + 2000);
});
