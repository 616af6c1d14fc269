import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Figure } from "../../src/figures/figure.ts";
import { figureCsv } from "../../src/figures/figure-csv.ts";
import { figureHtml } from "../../src/figures/figure-html.ts";
import { FIGURES } from "../../src/figures/figures.ts";
import { type SampleOptions, sampleReport } from "./sample-report.ts";

const STUDIES: readonly (readonly [name: string, options: SampleOptions])[] = [
  ["a full study", {}],
  ["accuracy alone", { hasConfidence: false }],
  ["one scale", { scales: 1 }],
  ["one stage", { stages: 1 }],
  ["two mixtures", { mixtures: 2 }],
  ["one benchmark", { benchmarks: 1, categories: 1 }],
  ["60 mixtures and 60 benchmarks", { mixtures: 60, benchmarks: 60, categories: 12 }],
  ["200 mixtures", { mixtures: 200 }],
  ["nothing defined", { isUndefined: true }],
];
const OUTPUT = new URL("../output/", import.meta.url);

const NEEDS: Readonly<Record<string, readonly string[]>> = {
  "accuracy alone": [
    "accuracy-confidence-difference",
    "reliability-diagrams",
    "ece-before-after",
    "alignment-before-after",
    "confidence-histograms",
    "recalibration",
    "item-transitions",
    "confidence-migration",
    "sure-then-right",
  ],
  "one benchmark": ["smallest-suite", "mixtures-needed"],
  "one scale": ["scale-shift", "scale-transfer", "decision-by-compute"],
  "one stage": [
    "rank-persistence",
    "persistence-by-benchmark",
    "decision-accuracy",
    "accuracy-confidence-difference",
    "predictor-heatmap",
    "scale-shift",
    "best-predictors",
    "smallest-suite",
    "recalibration",
    "item-transitions",
    "confidence-migration",
    "sure-then-right",
    "detectable-persistence",
    "mixtures-needed",
    "components",
    "scale-transfer",
  ],
};

/** Figures about the method itself, the same for every study. */
const OF_EVERY_STUDY: readonly string[] = ["verdict-power"];

const drawn = (name: string, options: SampleOptions): Figure => {
  const figure = FIGURES[name]!(sampleReport(options), {});
  if ("missing" in figure) throw new Error(figure.missing);
  return figure;
};

describe.each(STUDIES)("over %s", (study, options) => {
  const report = sampleReport(options);

  test.each(Object.entries(FIGURES))("%s is whole or says why not", (name, draw) => {
    const figure = draw(report, {});
    expect(figure.id).toBe(name);
    if (study !== "nothing defined") expect("missing" in figure).toBe(NEEDS[study]?.includes(name) ?? false);
    if ("missing" in figure) {
      expect(figure.missing).toMatch(/^[A-Z].*\.$/);
      return;
    }
    const html = figureHtml(figure, { number: 1, links: { csv: "a.csv", svg: "a.svg" } });
    expect(html).not.toMatch(/NaN|undefined(?! \(|:| on )|\bnull\b|Infinity|\[object/);
    expect(html).not.toContain("<b>");
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of html.matchAll(/aria-(?:labelledby|describedby)="([^"]+)"/g)) expect(ids).toContain(id);
    expect(html.match(/<tr>/g)?.length).toBe(figure.table.rows.length + 1);
    expect(figureCsv(figure).trimEnd().split("\n").length).toBe(figure.table.rows.length + 1);
    for (const [layout, width] of [
      ["narrow", 340],
      ["wide", 640],
    ] as const) {
      const svg = figure.svg[layout];
      expect(svg).toContain(`width="${width}"`);
      expect(svg).toContain('role="img"');
      expect(svg).not.toMatch(/<style|class=|aria-label=|\d\.\d{3,}/);
      for (const [, size] of svg.matchAll(/font-size="([\d.]+)"/g)) expect(Number(size)).toBeGreaterThanOrEqual(12);
      expect(Number(/height="(\d+)"/.exec(svg)![1])).toBeLessThan(9000);
    }
    expect(figure.alt.length).toBeGreaterThan(figure.title.length);
    for (const text of [figure.title, figure.subtitle, figure.caption, figure.alt])
      expect(text).not.toMatch(/(^|[ [(])-\d/);
  });
});

test("titles state what the estimates say", () => {
  const report = sampleReport();
  const robust = [...report.estimates.values()].filter(
    ({ id, verdict }) => /^predictor\/accuracy\/s-3\/[^/]+\/self\//.test(id) && verdict === "robust",
  );
  expect(drawn("persistence-by-benchmark", {}).title).toContain(`robust on ${robust.length} of 8 benchmarks`);
  const kept = report.study.design.categories.filter(({ id }) => {
    const rho = report.estimates.get(`rank-persistence/accuracy/s-3/category/${id}/spearman`);
    return rho?.interval !== undefined && rho.interval.low > 0;
  });
  const { title } = drawn("rank-persistence", {});
  for (const { label } of report.study.design.categories)
    expect(/lasts in ([^;]*)/.exec(title)?.[1]?.includes(label) ?? false).toBe(kept.some((row) => row.label === label));
  const falls = report.study.design.benchmarks.filter(({ id }) => {
    const at = (stage: string) =>
      report.estimates.get(`calibration/s-3/${stage}/all/benchmark/${id}/ece-debiased`)!.value!;
    return at("sft") < at("pretrain");
  });
  expect(drawn("ece-before-after", {}).title).toContain(`falls on ${falls.length} of 8`);
});

test("an option chooses the scale and the metric and shows in the id; one that names nothing throws", () => {
  const figure = FIGURES["rank-persistence"]!(sampleReport(), { metric: "confidence", scale: "s-1" });
  expect(figure.id).toBe("rank-persistence-confidence-s-1");
  expect(() => FIGURES["rank-persistence"]!(sampleReport(), { scale: "s-9" })).toThrow(
    /scale "s-9" is not one of s-1, s-2, s-3/,
  );
});

test("a study without a defined estimate has a sentence in the place of every figure but none", () => {
  for (const [name, draw] of Object.entries(FIGURES)) {
    const figure = draw(sampleReport({ isUndefined: true }), {});
    expect("missing" in figure, name).toBe(!OF_EVERY_STUDY.includes(name));
  }
});

test.each(Object.keys(FIGURES))("%s is drawn as it was", (name) => {
  const figure = drawn(name, {});
  mkdirSync(OUTPUT, { recursive: true });
  for (const layout of ["narrow", "wide"] as const) {
    const file = new URL(`${name}-${layout}.svg`, OUTPUT);
    const svg = `${figure.svg[layout].replaceAll("><", ">\n<")}\n`;
    if (!existsSync(file)) {
      if (process.env.CI) throw new Error(`${file.pathname} is missing: run the tests once and commit it`);
      writeFileSync(file, svg);
    }
    const isSame = readFileSync(file, "utf8") === svg;
    if (!isSame) writeFileSync(new URL(`${name}-${layout}-changed.svg`, OUTPUT), svg);
    expect(isSame, `${name}-${layout}.svg changed; compare it with ${name}-${layout}-changed.svg`).toBe(true);
  }
});
