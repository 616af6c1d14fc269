import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { loadStudy } from "../../src/study/load-study.ts";
import { RAGGED } from "../studies/write-study.ts";

const root = mkdtempSync(join(tmpdir(), "ragged-"));
afterAll(() => rmSync(root, { recursive: true }));

const CELLS: Record<string, number> = {
  "accuracy only": 6 * 2 * 2 * 4,
  "one stage": 6 * 2 * 6,
  "one scale": 6 * 2 * 2 * 6,
  "one seed": 6 * 2 * 2 * 6,
  "missing benchmarks": 6 * 2 * 2 * 6 - 2 * (6 + 2),
  "missing seeds": 6 * 3 * 2 * 6 - 6 * 6,
  "three stages": 6 * 2 * 2 * 3 * 6,
  recipes: 7 * 2 * 5 * 4,
  "two mixtures": 2 * 2 * 2 * 6,
  "two hundred mixtures": 200 * 2 * 2 * 3,
  "items and questions": 6 * 2 * 2 * 2 * 4,
};

describe.each(Object.entries(RAGGED))("a study with %s", (name, writeInto) => {
  test("loads, each cell once", async () => {
    const directory = join(root, name);
    writeInto(directory);
    const study = await loadStudy(directory);
    expect(study.cells.length).toBe(CELLS[name]);
    for (const cell of study.cells) {
      expect(cell.accuracy).toBeGreaterThanOrEqual(0);
      expect(cell.accuracy).toBeLessThanOrEqual(1);
      expect(cell.confidence === null).toBe(name === "accuracy only");
    }
  });
});
