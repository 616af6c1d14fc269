import { expect, test } from "vitest";
import { stratum } from "../../src/figures/stratum.ts";
import { sampleReport } from "./sample-report.ts";

test("stratum(name, report, options) tells a benchmark from a category of the same id, in the id of the figure", () => {
  const report = sampleReport({});
  const { design } = report.study;
  const [category, benchmark] = [design.categories[0]!, design.benchmarks[0]!];
  const id = (options: object) => stratum("levels", renamed, options).id;
  const renamed = {
    ...report,
    study: { ...report.study, design: { ...design, benchmarks: [{ ...benchmark, id: category.id }] } },
  };
  expect(id({ category: category.id })).toBe(`levels-category-${category.id}`);
  expect(id({ benchmark: category.id })).toBe(`levels-benchmark-${category.id}`);
  expect(stratum("levels", report, { category: category.id }).id).toBe(`levels-${category.id}`);
});
