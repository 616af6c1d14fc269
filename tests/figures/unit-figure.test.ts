import { expect, test } from "vitest";
import { FIGURES } from "../../src/figures/figures.ts";
import { sampleReport } from "./sample-report.ts";

test("a figure of a study of families says families: words, drawings, heads and columns of its table; marks keep their hooks", () => {
  const report = sampleReport();
  const design = { ...report.study.design, unit: { id: "family", label: "Family" } };
  const figure = FIGURES["rank-persistence"]!({ ...report, study: { ...report.study, design } }, {});
  if ("missing" in figure) throw new Error(figure.missing);
  const said = [figure.title, figure.subtitle, figure.caption, figure.alt].join(" ").replaceAll(/Mixture <b> \d/g, "");
  expect(said).toMatch(/\bfamilies\b/);
  expect(said).not.toMatch(/mixture/i);
  const levels = FIGURES.levels!({ ...report, study: { ...report.study, design } }, {});
  if ("missing" in levels) throw new Error(levels.missing);
  expect(levels.table.columns).toContainEqual({ key: "family", label: "Family" });
  expect(levels.table.rows[0]).toHaveProperty("family");
  expect(levels.table.rows[0]).not.toHaveProperty("mixture");
  expect(levels.svg.wide).toContain("data-mixture=");
});
