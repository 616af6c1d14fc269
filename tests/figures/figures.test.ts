import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Figure } from "../../src/figures/figure.ts";
import { figureCsv } from "../../src/figures/figure-csv.ts";
import { figureHtml } from "../../src/figures/figure-html.ts";
import { FIGURES } from "../../src/figures/figures.ts";
import { THEME } from "../../src/figures/theme.ts";
import { OF_RICHER, type SampleOptions, sampleReport } from "./sample-report.ts";

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
    "temperature",
    "item-transitions",
    "confidence-migration",
    "sure-then-right",
    "answer-rq4",
  ],
  "one benchmark": ["smallest-suite", "mixtures-needed", "benchmark-matrix"],
  "one scale": ["scale-shift", "scale-differences", "scale-transfer", "decision-by-compute", "answer-rq3"],
  "one stage": [
    "rank-persistence",
    "persistence-by-benchmark",
    "decision-accuracy",
    "accuracy-confidence-difference",
    "predictor-heatmap",
    "scale-shift",
    "scale-differences",
    "best-predictors",
    "smallest-suite",
    "recalibration",
    "temperature",
    "item-transitions",
    "confidence-migration",
    "sure-then-right",
    "detectable-persistence",
    "mixtures-needed",
    "components",
    "scale-transfer",
    "level-scatter",
    "benchmark-matrix",
    "answer-rq1",
    "answer-rq2",
    "answer-rq3",
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
    if (study !== "nothing defined")
      expect("missing" in figure).toBe((NEEDS[study]?.includes(name) ?? false) || name in OF_RICHER);
    if ("missing" in figure) expect(figure.missing).toMatch(/^[A-Z].*\.$/);
    else expectWhole(figure);
  });
});

function expectWhole(figure: Figure): void {
  const html = figureHtml(figure, { number: 1, links: { csv: "a.csv", svg: "a.svg" } });
  expect(html).not.toMatch(/NaN|undefined(?! \(|:| on )|\bnull\b|Infinity|\[object/);
  expect(html).not.toContain("<b>");
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, id] of html.matchAll(/aria-(?:labelledby|describedby)="([^"]+)"/g)) expect(ids).toContain(id);
  if (!figure.isCompact) expect(html.match(/<tr>/g)?.length).toBe(figure.table.rows.length + 1);
  expect(figureCsv(figure).trimEnd().split("\n").length).toBe(figure.table.rows.length + 1);
  for (const [layout, width] of [
    ["narrow", 340],
    ["wide", 640],
  ] as const) {
    const svg = figure.svg[layout];
    expect(svg).toContain(`width="${figure.isCompact ? 320 : width}"`);
    if (figure.isCompact) expect(Number(/height="(\d+)"/.exec(svg)![1])).toBeLessThanOrEqual(200);
    expect(svg).toContain('role="img"');
    expect(svg).not.toMatch(/<style|class=|aria-label=|\d\.\d{3,}/);
    for (const [, size] of svg.matchAll(/font-size="([\d.]+)"/g)) expect(Number(size)).toBeGreaterThanOrEqual(12);
    expect(Number(/height="(\d+)"/.exec(svg)![1])).toBeLessThan(9000);
  }
  expect(figure.alt.length).toBeGreaterThan(figure.title.length);
  for (const text of [figure.title, figure.subtitle, figure.caption, figure.alt])
    expect(text).not.toMatch(/(^|[ [(])-\d/);
}

test.each([
  ["three stages", { stages: 3 }],
  ["four stages, 200 mixtures", { stages: 4, mixtures: 200 }],
  ["three stages, two mixtures, one benchmark", { stages: 3, mixtures: 2, benchmarks: 1, categories: 1 }],
])("rank-bump is whole over %s", (_, options) => {
  const figure = drawn("rank-bump", options);
  expectWhole(figure);
  expect(figure.svg.narrow).toMatch(/>Pref/);
});

test.each([
  ["trajectories", { stages: 3, hasSteps: true }],
  ["trajectories", { stages: 4, hasSteps: true, mixtures: 200 }],
  ["trajectories", { stages: 3, hasSteps: true, mixtures: 2, benchmarks: 1, categories: 1 }],
  ["covariates", { covariates: 1, mixtures: 3, hasConfidence: false, scales: 1 }],
  ["covariates", { covariates: 12, mixtures: 200 }],
] as const)("%s is whole over %j", (name, options) => {
  expectWhole(drawn(name, options));
});

test("covariates names those whose interval excludes zero, and draws the axis of numbers shortly", () => {
  const report = sampleReport({ covariates: 12 });
  const { title, alt, table, svg } = drawn("covariates", { covariates: 12 });
  const clear = [...report.estimates.values()].filter(
    ({ id, interval }) =>
      /^covariate\/accuracy\/s-3\/overall\/all\//.test(id) && interval && (interval.low > 0 || interval.high < 0),
  );
  expect(clear.length).toBeGreaterThan(0);
  for (const { id } of clear.slice(0, 1)) expect(title).toContain(`Known ${/known_(\d+)/.exec(id)![1]}`);
  expect(alt).toContain("Known 3: ρ undefined (all values are the same)");
  expect(table.rows).toHaveLength(12 * 9 - 1);
  expect(svg.wide).toMatch(/>6k</);
});

test("trajectories stand on the numbers of the steps, and say which stages have none", () => {
  const { svg, caption, title } = drawn("trajectories", { stages: 4, hasSteps: true });
  for (const step of ["1k", "4k", "16k"]) expect(svg.wide).toContain(`>${step}<`);
  expect(svg.wide).toContain("training step, logarithmic");
  expect(caption).toContain("(Reasoning)");
  expect(title).toMatch(/^Mixture <b> \d, highest by accuracy at step 16k over all benchmarks, /);
});

test("scale-differences is a forest plot: sorted, zero drawn, and what is clearly different named and filled", () => {
  const report = sampleReport();
  const { scales } = report.study.design;
  const place = `scale-shift/accuracy/${scales[0]!.id}..${scales.at(-1)!.id}/`;
  const shown = [...report.estimates.values()].filter(({ id }) => id.startsWith(place));
  const draw = (estimates: typeof report.estimates) => {
    const figure = FIGURES["scale-differences"]!({ ...report, estimates }, {});
    if ("missing" in figure) throw new Error(figure.missing);
    const dots = figure.svg.wide.match(/<circle [^>]*>/g)!;
    return { ...figure, filled: dots.filter((dot) => dot.includes(`fill="${THEME.blue}"`)).length };
  };
  const { title, table, filled, svg } = draw(report.estimates);
  expect(table.rows.map(({ id }) => id).toSorted()).toEqual(shown.map(({ id }) => id).toSorted());
  const values = table.rows.flatMap(({ value }) => (value === null ? [] : [Number(value)]));
  expect(values).toEqual(values.toSorted((a, b) => b - a));
  expect(svg.wide).toContain(">0<");
  expect([title, filled]).toEqual([expect.stringContaining("none is clearly above or below zero"), 0]);
  const clear = shown.find(({ id, value }) => id.includes("/overall/") && value !== null)!;
  const interval = { ...clear.interval!, low: -1.4, high: -0.2 };
  const changed = draw(new Map(report.estimates).set(clear.id, { ...clear, value: -0.8, interval }));
  expect(changed.title).toMatch(/clearly shrinks .* for Overall$/);
  // one in the key, one in the chart
  expect(changed.filled).toBe(2);
});

test("benchmark-matrix counts pairs of different benchmarks by their intervals and by q", () => {
  const pairs = [...sampleReport().estimates.values()].filter(({ id, value }) => {
    const [protocol, metric, , a, b] = id.split("/");
    return protocol === "cross-benchmark" && metric === "accuracy" && a !== b && value !== null;
  });
  const count = (test: (low: number, high: number) => boolean) =>
    pairs.filter(({ interval }) => interval && test(interval.low, interval.high)).length;
  const kept = pairs.filter(({ p }) => p?.adjusted !== undefined && p.adjusted <= 0.05).length;
  const { title, table } = drawn("benchmark-matrix", {});
  expect(title).toContain(`in ${count((low) => low > 0)} of ${pairs.length} pairs`);
  expect(title).toContain(`clearly disagrees in ${count((_, high) => high < 0)};`);
  expect(title).toContain(`${kept === 0 ? "none" : kept} remain`);
  expect(table.rows).toHaveLength(pairs.length);
});

test("rank-bump counts the steps whose interval lies above zero", () => {
  const { title, table } = drawn("rank-bump", { stages: 3 });
  const steps = [...sampleReport({ stages: 3 }).estimates.values()].filter(({ id }) =>
    /^rank-persistence\/accuracy\/s-3@[^/]+\/overall\/all\/spearman$/.test(id),
  );
  const clear = steps.filter(({ interval }) => interval && interval.low > 0);
  expect([steps.length, clear.length]).toEqual([2, 1]);
  expect(title).toContain(
    "clearly kept from Pretraining to Fine-tuned, and not clearly from 1 other stage to the next",
  );
  for (const row of table.rows)
    for (const stage of ["pretrain", "sft", "preference"]) expect(row[`rank-${stage}`]).toBeGreaterThanOrEqual(1);
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
  expect(drawn("ece-before-after", {}).title).toContain(`on ${falls.length} of 8 benchmarks`);
});

describe("titles of the deeper analyses", () => {
  const report = sampleReport();
  const value = (id: string) => report.estimates.get(id)!.value!;
  const matching = (pattern: RegExp) => [...report.estimates.values()].filter(({ id }) => pattern.test(id));

  test("detectable-persistence reads the design of the study and the first that would do", () => {
    const own = value("power/accuracy/s-3/m-9/k-3/detectable-overall");
    const { title, svg } = drawn("detectable-persistence", {});
    expect(title).toContain("With 9 mixtures × 3 seeds");
    expect(title).toContain(`from ${own.toFixed(2)} over all benchmarks`);
    expect(svg.wide.match(/stroke-width="1.5"/g)).toHaveLength(2);
    const few = drawn("detectable-persistence", { mixtures: 4 });
    expect(few.title).toMatch(/^So few mixtures .*; over all benchmarks 5 mixtures would begin/);
    expect(few.svg.wide).not.toContain('stroke-width="1.5"');
    expect(drawn("detectable-persistence", { mixtures: 60 }).title).toContain("With 30 mixtures × 3 seeds");
  });

  test("mixtures-needed counts open benchmarks, and sets apart what noise keeps open", () => {
    const open = matching(/^predictor\/accuracy\/s-3\/[^/]+\/self\//).filter((row) => row.verdict === "inconclusive");
    const noisy = open.filter(({ verdictReason }) => verdictReason?.startsWith("noise ceiling"));
    const near = open.filter((row) => !noisy.includes(row) && (row.mixturesNeeded ?? Infinity) <= 18);
    expect([open.length, noisy.length]).toEqual([3, 1]);
    expect(drawn("mixtures-needed", {}).title).toMatch(
      new RegExp(`^By accuracy, of 3 open benchmarks ${near.length} would .*; 1 would first need more seeds`),
    );
  });

  test("smallest-suite puts held-out values in the title, never those of the mixtures that chose", () => {
    const { title } = drawn("smallest-suite", {});
    expect(title).toContain("suites of 3 and 5 benchmarks reach ρ 0.30 and 0.62");
    expect(title).not.toContain("0.90");
  });

  test("best-predictors has the error of guessing the mean from R², and the error of the mean of all", () => {
    const points = (error: number) => (error * 100).toFixed(1);
    const error = value("prediction/s-3/accuracy-overall/overall/all/loo-rmse");
    const { title } = drawn("best-predictors", {});
    expect(title).toContain(`to within ${points(error)} points`);
    expect(title).toMatch(/guessing their mean, to within 8\.0$/);
  });

  test("recalibration and sure-then-right count intervals, not point estimates", () => {
    const count = (pattern: RegExp, test: (low: number, high: number) => boolean) =>
      matching(pattern).filter(({ interval }) => interval && test(interval.low, interval.high)).length;
    const before = /^recalibration\/s-3\/all\/benchmark\/[^/]+\/gain-before-brier$/;
    const [helps, harms] = [count(before, (low) => low > 0), count(before, (_, high) => high < 0)];
    expect(drawn("recalibration", {}).title).toContain(
      `helps on ${helps} of 8 benchmarks and clearly harms on ${harms}`,
    );
    const sure = count(/^item-confidence\/s-3\/all\/benchmark\/[^/]+\/sure-then-right$/, (low) => low > 0.5);
    expect(drawn("sure-then-right", {}).title).toContain(`on ${sure} of 8 benchmarks`);
  });

  test("temperature counts its own gains, in words of its own", () => {
    const { title, subtitle } = drawn("temperature", {});
    const helps = matching(/^recalibration\/s-3\/all\/benchmark\/[^/]+\/gain-temperature-before-brier$/).filter(
      ({ interval }) => interval && interval.low > 0,
    ).length;
    expect(title).toMatch(new RegExp(`^The temperature fitted before clearly helps on ${helps} of 8 benchmarks`));
    expect(subtitle).toContain("divided by one temperature");
  });

  test("verdict-power says what the committed simulations say", () => {
    const { verdicts } = JSON.parse(readFileSync(new URL("../../docs/power.json", import.meta.url), "utf8")) as {
      verdicts: { latent: number; robust: number }[];
    };
    const worst = Math.max(...verdicts.filter(({ latent }) => latent === 0).map(({ robust }) => robust));
    const { title, table } = drawn("verdict-power", {});
    expect(title).toContain(`At most ${(worst * 100).toFixed(1)}\u00a0% of worthless benchmarks`);
    expect(table.rows).toHaveLength(verdicts.length);
  });
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
  const figure = drawn(name, OF_RICHER[name] ?? {});
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
