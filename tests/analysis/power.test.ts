import { expect, test } from "vitest";
import { power } from "../../src/analysis/power.ts";
import { workspace } from "../../src/analysis/workspace.ts";
import { criticalSpearman } from "../../src/statistics/critical-spearman.ts";
import { icc } from "../../src/statistics/icc.ts";
import { normalCdf } from "../../src/statistics/normal-cdf.ts";
import type { Study } from "../../src/study/study.ts";
import { noise, studyOfLevels } from "./study-of-levels.ts";

/** Three benchmarks of eight mixtures and three seeds: a steady one, one with some noise, one with much. */
function seededStudy(): Study {
  const next = noise(9);
  const levels = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];
  const study = studyOfLevels(["x", "y", "z"].map((id) => ({ id, category: id, before: levels, after: levels })));
  const spread = { x: 0.05, y: 0.2, z: 0.9 } as Record<string, number>;
  return {
    ...study,
    cells: study.cells.flatMap((cell) =>
      [1, 2, 3].map((seed) => ({ ...cell, seed, accuracy: cell.accuracy + spread[cell.benchmark]! * (next() - 0.5) })),
    ),
  };
}

const STUDY = seededStudy();
const estimates = new Map([...power(workspace(STUDY))].map((estimate) => [estimate.id, estimate]));
const value = (m: number, k: number, name = "detectable-correlation") =>
  estimates.get(`power/accuracy/s/m-${m}/k-${k}/${name}`)!.value;

test("with the detectable correlation behind the noise of the median benchmark, power is 80 %", () => {
  const single = (["pretrain", "sft"] as const).map((stage) => {
    const groups = STUDY.design.mixtures.map(({ id }) =>
      STUDY.cells
        .filter((cell) => cell.mixture === id && cell.stage === stage && cell.benchmark === "y")
        .map((cell) => cell.accuracy),
    );
    return icc(groups)!.icc1;
  });
  const stepped = single.map((r) => (3 * r) / (1 + 2 * r));
  const observed = value(12, 3)! * Math.sqrt(stepped[0]! * stepped[1]!);
  const rho = (6 / Math.PI) * Math.asin(observed / 2);
  const z = (Math.atanh(criticalSpearman(12)!) - Math.atanh(rho)) / Math.sqrt((1 + (rho * rho) / 2) / 9);
  expect(1 - normalCdf(z)).toBeCloseTo(0.8, 6);
});

test("more mixtures and more seeds detect less", () => {
  for (const name of ["detectable-correlation", "detectable-overall"]) {
    const byMixtures = [9, 12, 15, 20, 30].map((m) => value(m, 5, name)!);
    const bySeeds = [1, 2, 3, 5].map((k) => value(30, k, name)!);
    for (const row of [byMixtures, bySeeds]) {
      expect(row.every((each) => each > 0 && each <= 1)).toBe(true);
      expect(row).toEqual(row.toSorted((a, b) => b - a));
    }
  }
});

test("five mixtures detect nothing, and a study without confidence says so", () => {
  expect(estimates.get("power/accuracy/s/m-5/k-5/detectable-correlation")).toMatchObject({
    value: null,
    reason: "no correlation is detectable",
  });
  expect(estimates.get("power/confidence/s/m-9/k-3/detectable-overall")).toMatchObject({
    value: null,
    reason: "no confidence",
  });
});
