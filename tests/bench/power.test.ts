import { expect, test } from "vitest";
import { simulatePower } from "../../bench/power.ts";
import { powerReport } from "../../bench/power-report.ts";
import { normalStream, observableSpearman, seedMeans, simulatedStudy } from "../../bench/simulated-study.ts";
import { icc } from "../../src/statistics/icc.ts";
import { pearson } from "../../src/statistics/pearson.ts";
import { spearman } from "../../src/statistics/spearman.ts";

const DESIGN = { mixtures: 4000, seeds: 3, latent: [0.9], reliability: 0.75, seedCorrelation: 0.5 };

test("a simulated benchmark has the reliability, the correlation and the rank correlation that were asked for", () => {
  const [benchmark] = simulatedStudy(DESIGN, normalStream("test"));
  for (const rows of [benchmark!.before, benchmark!.after]) expect(icc(rows)!.icck).toBeCloseTo(0.75, 1);
  const [x, y] = [seedMeans(benchmark!.before), seedMeans(benchmark!.after)];
  // 0.9·0.75 + 0.5·0.25: what is shared behind the noise, and what a seed's errors share
  expect(Math.abs(pearson(x, y)! - 0.8)).toBeLessThan(0.03);
  expect(Math.abs(spearman(x, y)! - observableSpearman(0.9, DESIGN))).toBeLessThan(0.03);
});

test("normalStream is standard normal and the same each time", () => {
  const [next, again] = [normalStream("a"), normalStream("a")];
  const values = Array.from({ length: 20_000 }, next);
  expect(values.slice(0, 5)).toEqual(Array.from({ length: 5 }, again));
  const mean = values.reduce((total, value) => total + value, 0) / values.length;
  const square = values.reduce((total, value) => total + value * value, 0) / values.length;
  expect(Math.abs(mean)).toBeLessThan(0.03);
  expect(Math.abs(square - 1)).toBeLessThan(0.05);
  expect(values.filter((value) => Math.abs(value) > 1.96).length / values.length).toBeCloseTo(0.05, 1);
});

test("verdicts of a few studies: shares of one, more robust where more is true, and the page has every number", {
  timeout: 120_000,
}, () => {
  const tables = simulatePower(2);
  for (const row of tables.verdicts) expect(row.robust + row.unreliable + row.inconclusive).toBeCloseTo(1, 12);
  const robust = (latent: number) =>
    tables.verdicts.find((row) => row.reliability === 0.92 && row.latent === latent)!.robust;
  expect(robust(0.97)).toBeGreaterThan(robust(0.5));
  expect(robust(0)).toBeLessThan(0.1);
  const page = powerReport(tables, "npm run bench -- power --studies 2");
  expect(page).not.toMatch(/NaN|undefined/);
  expect(page.match(/^\| /gm)!.length).toBe(2 + 14 + 2 + 3 + 2 + 8);
});
