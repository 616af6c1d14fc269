import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bestPredictor } from "../../src/analysis/best-predictor.ts";
import { power } from "../../src/analysis/power.ts";
import { roundEstimate } from "../../src/analysis/round-estimate.ts";
import { smallestSuite } from "../../src/analysis/smallest-suite.ts";
import { type Workspace, workspace } from "../../src/analysis/workspace.ts";
import type { Estimate } from "../../src/estimates/estimate.ts";
import { loadStudy } from "../../src/study/load-study.ts";
import { RAGGED } from "../studies/write-study.ts";

async function load(name: string): Promise<Workspace> {
  const folder = mkdtempSync(join(tmpdir(), "magic-correlations-prediction-"));
  try {
    RAGGED[name]!(folder);
    return workspace(await loadStudy(folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(work: Workspace): readonly Estimate[] {
  return [bestPredictor, smallestSuite, power].flatMap((protocol) =>
    [...protocol(work)].filter((result) => "id" in result),
  );
}

test.each(Object.keys(RAGGED))("%s: every estimate has a number or a reason", { timeout: 60_000 }, async (name) => {
  const estimates = run(await load(name));
  expect(estimates.length).toBeGreaterThan(0);
  expect(new Set(estimates.map(({ id }) => id)).size).toBe(estimates.length);
  for (const estimate of estimates) {
    expect(() => roundEstimate(estimate)).not.toThrow();
    if (estimate.value === null) expect(estimate.reason, estimate.id).toMatch(/\S/);
    expect(estimate.interval !== undefined || estimate.intervalReason !== undefined, estimate.id).toBe(true);
    expect(estimate.p !== undefined || estimate.pReason !== undefined, estimate.id).toBe(true);
  }
});

test.each([
  ["one stage", "one stage only"],
  ["two mixtures", "fewer than 3 mixtures"],
])("%s: accuracy predicts nothing, because of %s", async (name, reason) => {
  const accuracy = run(await load(name)).filter(({ id }) => /^prediction\/[^/]+\/accuracy-.*\/spearman$/.test(id));
  expect(accuracy.length).toBeGreaterThan(0);
  for (const estimate of accuracy) expect(estimate).toMatchObject({ value: null, reason });
});

test("one seed: what is detectable is unknown", async () => {
  const power = run(await load("one seed")).filter(({ id }) => id.startsWith("power/accuracy"));
  expect(power.length).toBeGreaterThan(0);
  for (const estimate of power) expect(estimate).toMatchObject({ value: null, reason: "one seed" });
});
