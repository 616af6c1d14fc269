import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { SpeedTables } from "../../bench/speed.ts";
import { makeSpeedInputs, readSpeedInputs, writeSpeedInputs } from "../../bench/speed-inputs.ts";
import { speedReport } from "../../bench/speed-report.ts";
import { SPEED_TASKS } from "../../bench/speed-tasks.ts";
import { equalMassBins } from "../../src/statistics/calibration-bins.ts";
import { expectedCalibrationError } from "../../src/statistics/expected-calibration-error.ts";
import { sortItems } from "../../src/statistics/sorted-items.ts";

const SIZE = { benchmarks: 3, tested: 2, mixtures: 7, replicates: 10_000, items: 900, cells: 4 };
const INPUTS = makeSpeedInputs(SIZE);

test("contestants read the bytes that were made", () => {
  const folder = mkdtempSync(join(tmpdir(), "magic-correlations-bench-test-"));
  writeSpeedInputs(folder, INPUTS);
  expect(readSpeedInputs(folder)).toEqual(INPUTS);
  rmSync(folder, { recursive: true });
});

test("the same inputs each time, and of the sizes that were asked for", () => {
  expect(makeSpeedInputs(SIZE)).toEqual(INPUTS);
  expect(INPUTS.levels).toHaveLength(21);
  expect(INPUTS.draws).toHaveLength(70_000);
  expect(Math.max(...INPUTS.cell)).toBe(3);
});

test("the items task sums over cells what the statistics say of each cell", async () => {
  const expected = [0, 1, 2, 3].map((cell) => {
    const places = Array.from(INPUTS.cell.keys()).filter((i) => INPUTS.cell[i] === cell);
    const sorted = sortItems(
      places.map((i) => INPUTS.confidence[i]!),
      places.map((i) => INPUTS.correct[i]!),
      1e9,
    );
    return expectedCalibrationError(equalMassBins(sorted)).ece;
  });
  const [, mass] = await SPEED_TASKS.items!(INPUTS);
  expect(mass).toBeCloseTo(
    expected.reduce((total, value) => total + value, 0),
    9,
  );
});

test("permutation and bootstrap tasks come to numbers", async () => {
  const [p] = await SPEED_TASKS.permutation!(INPUTS);
  expect(p).toBeGreaterThan(0);
  expect(p).toBeLessThanOrEqual(1);
  const [low, high] = await SPEED_TASKS.bootstrap!(INPUTS);
  expect(low).toBeLessThan(high!);
});

const times = (seconds: number) => ({ seconds, cpuSeconds: seconds, megabytes: 90 });

test("the page names ratios to ours, and peers that are not installed", () => {
  const row = { seconds: 1, cpuSeconds: 1, megabytes: 90, scaled: 1, disagreement: 0 };
  const tables: SpeedTables = {
    size: SIZE,
    rows: [
      { ...row, task: "permutation", by: "ours", seconds: 0.1, cpuSeconds: 0.1 },
      { ...row, task: "permutation", by: "SciPy permutation_test", seconds: 1256, cpuSeconds: 1256 },
    ],
    growth: [
      { task: "bootstrap", unit: "mixtures", count: 9, beside: "3 benchmarks", estimates: 3, ...times(0.003) },
      { task: "bootstrap", unit: "mixtures", count: 36, beside: "3 benchmarks", estimates: 3, ...times(0.012) },
      { task: "items", unit: "items", count: 100, beside: "4 cells", estimates: 100, ...times(0.1) },
      { task: "items", unit: "items", count: 900, beside: "4 cells", estimates: 900, ...times(1) },
    ],
    absent: ["pandas (items_pandas.py): python3 does not have numpy and pandas"],
  };
  const page = speedReport(
    tables,
    { processor: "a processor", cores: 2, runtime: "Node 24", load: 0.5 },
    "npm run bench -- speed",
  );
  expect(page).toContain("| 1,300 | 1,300 | 90 MB | 13,000 |");
  expect(page).toContain("Not run here: pandas");
  // four times the mixtures in four times the time: twice per doubling
  expect(page).toContain("| 36 mixtures, 3 benchmarks | 0.012 | 0.012 | 90 MB | 4 ms | × 2.00 |");
  expect(page).toContain("| 9 mixtures, 3 benchmarks | 0.003 | 0.003 | 90 MB | 1 ms |  |");
  expect(page).toContain("| 100 items, 4 cells | 0.1 | 0.1 | 90 MB | 1 ms |  |"); // another kind: no row above
  expect(page).toContain("Peak memory with 900 items, the process and its input included: 90 MB, below 1 GB.");
  expect(page).not.toMatch(/NaN|undefined/);
});
