import { expect, test } from "vitest";
import type { Figure } from "../../src/figures/figure.ts";
import { FIGURES } from "../../src/figures/figures.ts";
import { sampleReport } from "./sample-report.ts";

const drawn = (name: string): Figure => {
  const figure = FIGURES[name]!(sampleReport(), {});
  if ("missing" in figure) throw new Error(figure.missing);
  return figure;
};

test("every mark of heat maps, histograms, reliability diagrams and scatters says what it is; those of a mixture are marked with it", () => {
  for (const name of [
    "predictor-heatmap",
    "benchmark-matrix",
    "item-transitions",
    "confidence-histograms",
    "reliability-diagrams",
  ])
    for (const svg of Object.values(drawn(name).svg)) {
      const titles = [...svg.matchAll(/<title>([^<]+)<\/title>/g)].map(([, words]) => words!);
      expect(titles.length, name).toBeGreaterThan(20);
      for (const words of titles) expect(words, name).toMatch(/\d|undefined|not estimated/);
    }
  const scatter = drawn("level-scatter").svg.wide;
  const lead = scatter.split(/<text y="\d+" text-anchor="start" font-size="13"/)[1]!;
  expect(lead.match(/<line [^>]*data-mixture="/g)!.length).toBeGreaterThan(2);
});
