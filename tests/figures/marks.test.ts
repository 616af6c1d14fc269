import { expect, test } from "vitest";
import type { Figure } from "../../src/figures/figure.ts";
import { FIGURES } from "../../src/figures/figures.ts";
import { OF_RICHER, sampleReport } from "./sample-report.ts";

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

test.each([
  ["persistence-by-benchmark", {}],
  ["decision-accuracy", {}],
  ["scale-shift", {}],
  ["alignment-before-after", {}],
  ["ece-before-after", {}],
  ["confidence-histograms", {}],
  ["level-scatter", {}],
  ["levels", {}],
  ["recalibration", {}],
  ["answer-rq1", {}],
  ["trajectories", OF_RICHER.trajectories],
] as const)("marks of %s say their intervals", (name, options) => {
  const figure = FIGURES[name]!(sampleReport(options), {});
  if ("missing" in figure) throw new Error(figure.missing);
  const titles = [...figure.svg.wide.matchAll(/<title>([^<]+)<\/title>/g)].map(([, words]) => words!);
  const withInterval = titles.filter((words) => /\d(?:&#160;%)? \[[^\]]*\d[^\]]*, [^\]]*\d[^\]]*\]/.test(words));
  expect(withInterval.length / titles.length).toBeGreaterThan(0.45);
});

test("a mark’s number and its interval are printed alike", () => {
  for (const [, words] of drawn("recalibration").svg.wide.matchAll(/<title>([^<]+)<\/title>/g))
    expect(words).toMatch(/: [+−]?\d+\.\d( \[[+−]?\d+\.\d, [+−]?\d+\.\d\])?$/);
});

test("a reliability diagram tells how many items stand behind a point, where that is known", () => {
  const { caption, table } = drawn("reliability-diagrams");
  expect(caption).toContain("about 10–24 items of each model (150–360 a benchmark)");
  expect(table.rows[0]).toMatchObject({ items: 150, size: 10 });
  const report = sampleReport();
  const estimates = new Map([...report.estimates].filter(([, { unit }]) => unit !== "item"));
  const figure = FIGURES["reliability-diagrams"]!({ ...report, estimates }, {});
  if ("missing" in figure) throw new Error(figure.missing);
  expect(figure.caption).not.toContain("items of each model");
  expect(figure.table.columns.map(({ key }) => key)).not.toContain("items");
});

test("titles of panels are never wider than their panel: they go on in a second line", () => {
  const long = "Mathematics and code of all kinds";
  const report = sampleReport();
  const { design } = report.study;
  const categories = design.categories.map((row, k) => (k === 1 ? { ...row, label: long } : row));
  const figure = FIGURES["level-scatter"]!(
    { ...report, study: { ...report.study, design: { ...design, categories } } },
    {},
  );
  if ("missing" in figure) throw new Error(figure.missing);
  const titles = [...figure.svg.narrow.matchAll(/font-weight="600">([^<]+)<\/text>/g)].map(([, line]) => line!);
  const lines = titles.filter((line) => long.includes(line));
  expect(lines.join(" ")).toBe(long);
  // bold letters of 13 px are at most this wide in the site's faces, on the mean; a panel has 162 px
  for (const line of lines) expect(line.length * 13 * 0.67).toBeLessThanOrEqual(162);
});
