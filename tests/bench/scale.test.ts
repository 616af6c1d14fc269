import { expect, test } from "vitest";
import type { ScaleTables } from "../../bench/scale.ts";
import { scaleReport } from "../../bench/scale-report.ts";
import { SCALE_TASKS, type ScaleInput } from "../../bench/scale-tasks.ts";
import { inFolder } from "../aggregation/aggregate-into.ts";

test("contestants add the generated items up to the same sums", async () => {
  await inFolder(async (folder) => {
    const input: ScaleInput = { folder, items: 10_000, memory: "1GB", limit: 600 };
    const [items] = await SCALE_TASKS.make!(input);
    expect(items).toBe(10_800);
    await SCALE_TASKS.ours!(input);
    const [n, brier, ece] = (await SCALE_TASKS.check!(input)) as [number, number, number];
    expect(n).toBe(items);
    const [sameN, , sameEce] = (await SCALE_TASKS.same!(input)) as [number, number, number];
    expect(sameN).toBe(items);
    expect(sameEce).toBeCloseTo(ece, 8);
    const [plainN, plainBrier, plainEce] = (await SCALE_TASKS.plain!(input)) as [number, number, number];
    expect(plainN).toBe(items);
    expect(plainBrier).toBeCloseTo(brier, 6);
    expect(plainEce).toBeCloseTo(ece, 5);
  });
});

test("the page says how many times DuckDB alone we take", () => {
  const row = { items: 1e6, bytes: 4e6, cpuSeconds: 3, megabytes: 300 };
  const tables: ScaleTables = {
    memory: "2GB",
    rows: [
      { ...row, by: "ours", seconds: 2 },
      { ...row, by: "DuckDB alone, the same queries", seconds: 4, cpuSeconds: 2.5 },
    ],
  };
  const page = scaleReport(tables, { processor: "a processor", cores: 2, runtime: "Node 24", load: 1 }, "a command");
  expect(page).toContain("| 1,000,000 (4 MB) | **ours** | 2.0 | 3.0 | 300 MB |  |  |");
  expect(page).toContain("|  | DuckDB alone, the same queries | 4.0 | 2.5 | 300 MB | 0.50 | 1.20 |");
});
