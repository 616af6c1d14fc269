import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aggregateStudy } from "../../src/aggregation/aggregate-study.ts";
import { duckdbEngine } from "../../src/aggregation/duckdb-engine.ts";
import { itemSources } from "../../src/aggregation/item-sources.ts";
import { analyze } from "../../src/analysis/analyze.ts";
import type { Estimate } from "../../src/estimates/estimate.ts";
import { loadStudy } from "../../src/study/load-study.ts";
import { writeStudy } from "../studies/write-study.ts";

let folder = "";
let ofItems: ReadonlyMap<string, Estimate>;
let ofBins: ReadonlyMap<string, Estimate>;

const estimatesOf = async (path: string) => {
  const { estimates } = await analyze(await loadStudy(path));
  return new Map(estimates.map((one) => [one.id, one]));
};

// the same items twice: as a study that has them, and as one that has what was aggregated of them
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "aggregated-"));
  const [whole, out] = [join(folder, "whole"), join(folder, "out")];
  mkdirSync(whole);
  mkdirSync(out);
  writeStudy(whole, { mixtures: 4, benchmarks: 3, seeds: [1, 2, 3], items: 240 });
  cpSync(join(whole, "study.yaml"), join(out, "study.yaml"));
  const engine = await duckdbEngine({ memory: "1GB", threads: 1, spill: join(folder, "spill") });
  await aggregateStudy({ engine, sources: await itemSources([whole]), out });
  await engine.close();
  ofItems = await estimatesOf(whole);
  ofBins = await estimatesOf(out);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What needs items one by one. */
const OF_ITEMS = ["accuracy-at-80", "murphy-within-variance", "murphy-within-covariance"];

test("calibration of bins is that of the items that they were made of; what needs single items is null with a reason", () => {
  const ids = [...ofItems.keys()].filter((id) => /^(calibration|reliability-curve|confidence-histogram)\//.test(id));
  expect(ids.length).toBeGreaterThan(900);
  for (const id of ids) {
    const [items, bins] = [ofItems.get(id)!, ofBins.get(id)!];
    if (OF_ITEMS.some((measure) => id.endsWith(`/${measure}`))) {
      expect(bins, id).toMatchObject({ value: null, reason: "no item data" });
      continue;
    }
    expect(bins.reason, id).toBe(items.reason);
    if (items.value === null) continue;
    expect(bins.value, id).toBeCloseTo(items.value, 8);
    expect([bins.n, bins.unit, bins.flags], id).toEqual([items.n, items.unit, items.flags]);
  }
});

test("intervals of one mixture rest on its seeds, those over mixtures are the same", () => {
  const one = (measure: string) => ofBins.get(`calibration/small/sft/mix-1/benchmark/bench-1/${measure}`)!;
  for (const measure of ["ece", "ece-debiased"]) {
    const { interval, pReason } = one(measure);
    expect(interval!.method).toBe("t over seeds, of the debiased error; sampling of items not covered");
    expect(interval!.low).toBeGreaterThanOrEqual(0);
    expect(interval!.high).toBeGreaterThanOrEqual(one("ece-debiased").value!);
    expect(pReason).toBe(measure === "ece" ? "no item data" : "no test defined");
  }
  expect(one("ece").interval).toEqual(one("ece-debiased").interval);
  for (const measure of ["auroc", "calibration-rms", "brier"])
    expect(one(measure).interval!.method).toBe("t over seeds");
  const all = "calibration/small/sft/all/overall/all/ece";
  expect(ofBins.get(all)!.interval!.low).toBeCloseTo(ofItems.get(all)!.interval!.low, 8);
  expect(ofBins.get(all)!.interval!.high).toBeCloseTo(ofItems.get(all)!.interval!.high, 8);
});

test("without aggregates/ the same results have no calibration error", async () => {
  const plain = join(folder, "plain");
  mkdirSync(plain);
  for (const name of ["study.yaml", "results.csv"]) cpSync(join(folder, "out", name), join(plain, name));
  const estimates = await estimatesOf(plain);
  expect(estimates.get("calibration/small/sft/mix-1/benchmark/bench-1/ece")).toMatchObject({ reason: "no item data" });
});

test.each([
  [
    "other items than results.csv has",
    "aggregates/bins.csv",
    /(,mass,1,)16,/,
    "$117,",
    /bench-\d have 241 items; expected 240, as results\.csv says/,
  ],
  [
    "other right ones",
    "aggregates/bins.csv",
    /(,mass,1,16,)\d+/,
    "$116",
    /\d+ items are right; expected \d+, as results\.csv says/,
  ],
  [
    "a bin twice",
    "aggregates/bins.csv",
    /\n(.*,mass,)2,/,
    "\n$11,",
    /bin 1 of this cell stands here again; expected it once/,
  ],
  [
    "more right than there are",
    "aggregates/bins.csv",
    /(,mass,1,16,)\d+/,
    "$117",
    /correct is 17; expected how many of the 16/,
  ],
  ["another kind", "aggregates/bins.csv", /,mass,/, ",mess,", /kind is mess; expected mass or width/],
  ["a confidence of 7", "aggregates/bins.csv", /(,mass,1,\d+,\d+,)[\d.]+/, "$17", /confidence is 7; expected a share/],
  ["an AUROC of 2", "aggregates/calibration.csv", /0\.\d+,(0\.\d+)\n/, "2,$1\n", /auroc is 2; expected a share/],
  ["a mixture that is not declared", "aggregates/bins.csv", /\nmix-1,/, "\nmix-x,", /mix-x/],
])("refused: %s", async (_, name, from, to, message) => {
  const broken = join(folder, "broken");
  cpSync(join(folder, "out"), broken, { recursive: true });
  const text = readFileSync(join(broken, name), "utf8");
  expect(text).toMatch(from);
  writeFileSync(join(broken, name), text.replace(from, to));
  await expect(loadStudy(broken)).rejects.toThrow(message);
  rmSync(broken, { recursive: true });
});
