import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { analyze } from "../../src/analysis/analyze.ts";
import { type ExampleItems, exampleItems } from "../../src/analysis/example-items.ts";
import type { Report } from "../../src/estimates/analysis.ts";
import type { Estimate } from "../../src/estimates/estimate.ts";
import { formatEstimate } from "../../src/estimates/format-estimate.ts";
import { reportOf } from "../../src/estimates/report-of.ts";
import { benchmarkSections } from "../../src/site/benchmark-sections.ts";
import { categorySections } from "../../src/site/category-sections.ts";
import { exampleParts } from "../../src/site/example-parts.ts";
import { guidanceSections } from "../../src/site/guidance-sections.ts";
import { mixtureSections } from "../../src/site/mixture-sections.ts";
import { sectionHtml } from "../../src/site/section-html.ts";
import type { SiteSection } from "../../src/site/site-section.ts";
import { subjectFigures } from "../../src/site/subject-figures.ts";
import { subjectHref } from "../../src/site/subject-href.ts";
import { valueHtml } from "../../src/site/value-html.ts";
import { loadStudy } from "../../src/study/load-study.ts";
import { RAGGED, writeStudy } from "../studies/write-study.ts";
import { attributes, slips } from "./read-site.ts";

const work = mkdtempSync(join(tmpdir(), "subjects-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

async function studied(name: string, write: (folder: string) => void): Promise<[Report, ExampleItems]> {
  const folder = join(work, name);
  mkdirSync(folder);
  write(folder);
  const study = await loadStudy(folder);
  return [reportOf(await analyze(study)), exampleItems(study)];
}

/** Every page of a benchmark, category and mixture, and the guidance, of a report. */
function allSections(report: Report, examples: ExampleItems): SiteSection[][] {
  const { benchmarks, categories, mixtures } = report.study.design;
  return [
    ...benchmarks.map(({ id }) => benchmarkSections(report, id, examples)),
    ...categories.map(({ id }) => categorySections(report, id)),
    ...mixtures.map(({ id }) => mixtureSections(report, id)),
    guidanceSections(report),
  ];
}

/** Links to estimates that the report does not have. */
function deadRows(html: string, report: Report): string[] {
  const links = attributes(html, "href").filter((href) => href.startsWith("/estimates/"));
  return links.filter((href) => !report.estimates.has(href.split("#")[1] ?? ""));
}

describe("over a study with items, questions and two scales", () => {
  let report: Report;
  let examples: ExampleItems;
  beforeAll(async () => {
    [report, examples] = await studied("whole", (folder) =>
      writeStudy(folder, {
        mixtures: 6,
        benchmarks: 6,
        items: 40,
        questions: true,
        scales: ["small", "large"],
        seeds: [1, 2, 3],
      }),
    );
  });

  test("every section of every page has something to show, and every number leads to its row", () => {
    for (const sections of allSections(report, examples)) {
      const html = sectionHtml(sections);
      expect(deadRows(html, report)).toEqual([]);
      expect(slips([{ path: "page", html }])).toEqual([]);
    }
    const html = sectionHtml(benchmarkSections(report, "bench-2", examples));
    for (const id of [
      "level/accuracy/large/sft/mix-3/benchmark/bench-2/mean",
      "predictor/accuracy/small/bench-2/overall/spearman",
      "reliability/confidence/large/pretrain/bench-2/icc1",
      "rank-persistence/accuracy/large/benchmark/bench-2/ceiling",
      "calibration/large/sft/all/benchmark/bench-2/ece-debiased",
      "calibration/large/sft/all/benchmark/bench-2/ece-floor",
      "item-transition/large/all/benchmark/bench-2/lost",
    ])
      expect(attributes(html, "href").map((href) => href.split("#")[1])).toContain(id);
  });

  test("a mixture’s place is the count of better mixtures and one", () => {
    const level = (mixture: string) =>
      report.estimates.get(`level/accuracy/large/sft/${mixture}/overall/all/mean`)!.value!;
    const ids = report.study.design.mixtures.map(({ id }) => id);
    for (const id of ids) {
      const rank = 1 + ids.filter((other) => level(other) > level(id)).length;
      const table = mixtureSections(report, id)
        .find((section) => section.id === "rank")!
        .parts.find((part) => part.kind === "table")!;
      expect(table.rows[0]!.cells[2]).toBe(`${rank} of ${ids.length}`);
    }
  });

  test("the guidance names each benchmark under its verdict, and no benchmark twice in a row", () => {
    const changed = new Map(report.estimates);
    const judge = (benchmark: string, verdict: Estimate["verdict"]) => {
      const id = `predictor/accuracy/large/${benchmark}/overall/spearman`;
      changed.set(id, { ...report.estimates.get(id)!, value: 0.9, verdict: verdict!, mixturesNeeded: 12 });
    };
    judge("bench-1", "robust");
    judge("bench-2", "unreliable");
    for (const k of [3, 4, 5, 6]) judge(`bench-${k}`, "inconclusive");
    const [section] = guidanceSections({ ...report, estimates: changed });
    expect(section!.id).toBe("scale-large");
    const table = section!.parts[0]!;
    if (table.kind !== "table") throw new Error("no table");
    const [trusted, untrusted, unproven] = table.rows[0]!.cells;
    expect(trusted).toContain("Benchmark 1");
    expect(trusted).not.toContain("Benchmark 2");
    expect(untrusted).toContain("Benchmark 2");
    expect(unproven).toMatch(/^4 benchmarks; first to be settled: .*by some 12 mixtures/);
  });

  test("valueHtml(report, id) prints what formatEstimate does, escapes, and gives reasons for what is not there", () => {
    const id = "predictor/accuracy/large/bench-1/self/spearman";
    const estimate = report.estimates.get(id)!;
    expect(valueHtml(report, id)).toContain(formatEstimate(estimate, { interval: true }));
    const broken = { ...estimate, value: null, reason: "a < b" };
    const absent = valueHtml({ ...report, estimates: new Map([[id, broken]]) }, id);
    expect(absent).toContain("a &lt; b");
    expect(absent).not.toContain("verdict");
    expect(valueHtml(report, "no/such/id")).toContain("not computed in this study");
  });

  test("every figure of every page offers its data, its pictures, a page to embed and how to cite it, at addresses of its own", () => {
    const placed = subjectFigures(report);
    const { benchmarks, categories, mixtures } = report.study.design;
    expect(placed).toHaveLength(benchmarks.length + categories.length + mixtures.length);
    expect(new Set(placed.map(({ figure }) => figure.id)).size).toBe(placed.length);
    const pages = allSections(report, examples).slice(0, placed.length);
    pages.forEach((sections, k) => {
      const { id } = placed[k]!.figure;
      const links = attributes(sectionHtml(sections), "href");
      const files = [`/figures/${id}.csv`, `/figures/${id}.svg`, `/figures/${id}.png`, `/figures/${id}/`];
      expect(links).toEqual(expect.arrayContaining([...files, `#cite-fig-${id}`]));
    });
  });

  test("texts of questions are shown as text", () => {
    const answers = [{ stage: "sft", right: 1, answers: 4 }];
    const evil = { item: "0", question: "<script>x</script>", choices: ["<b>", "b"], answer: 0, answers };
    const [part] = exampleParts({ "bench-1": { items: [evil], of: 1, all: answers } }, "bench-1", report.study);
    if (part?.kind !== "html") throw new Error("no examples");
    expect(part.html).not.toMatch(/<script|<b><b>/);
    expect(part.html).toContain("&lt;script&gt;x&lt;/script&gt;");
    expect(part.html).toContain("Of all answers to the benchmark, 25\u00a0% at sft are right");
  });
});

test.each(["accuracy only", "one stage", "one seed", "missing benchmarks", "two mixtures"])(
  "the pages of a study of %s say what is absent and why",
  async (name) => {
    const [report, examples] = await studied(name, RAGGED[name]!);
    for (const sections of allSections(report, examples)) {
      const html = sectionHtml(sections);
      expect(deadRows(html, report)).toEqual([]);
      expect(slips([{ path: name, html }])).toEqual([]);
      for (const { title, parts } of sections) expect(parts.length, title).toBeGreaterThan(0);
    }
    const html = sectionHtml(benchmarkSections(report, "bench-1", examples));
    if (name === "accuracy only") expect(html).toContain("no confidence");
    if (name === "one stage") {
      expect(html).toContain("one stage only");
      expect(sectionHtml(guidanceSections(report))).toMatch(/Nothing can be recommended .*one stage/);
    }
  },
);

test("exampleParts(examples, benchmark, study) tells three absences apart", () => {
  const study = { hasItems: true } as Report["study"];
  const reason = (examples: ExampleItems | null, hasItems: boolean) => {
    const [part] = exampleParts(examples, "bench-1", { ...study, hasItems });
    return part?.kind === "absent" ? part.reason : null;
  };
  expect(reason(null, true)).toMatch(/came without them/);
  expect(reason({}, true)).toMatch(/no texts of questions/);
  expect(reason({}, false)).toMatch(/not recorded/);
});

test("subjectHref(kind, id) knows benchmarks, categories and mixtures, and nothing else", () => {
  expect(subjectHref("benchmark", "mmlu.anatomy")).toBe("/benchmarks/mmlu.anatomy/");
  expect(subjectHref("category", "science")).toBe("/categories/science/");
  expect(subjectHref("mixture", "stem")).toBe("/mixtures/stem/");
  for (const kind of ["scale", "stage", "overall", "metric", "part"]) expect(subjectHref(kind, "x")).toBeNull();
});
