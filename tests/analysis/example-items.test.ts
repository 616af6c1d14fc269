import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { exampleItems } from "../../src/analysis/example-items.ts";
import { loadStudy } from "../../src/study/load-study.ts";
import { cellKey } from "../../src/study/study.ts";
import { writeStudy } from "../studies/write-study.ts";

const work = mkdtempSync(join(tmpdir(), "examples-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

test("exampleItems(study) shows the first item of each of five clusters, and counts right answers over all models", async () => {
  const folder = join(work, "questions");
  writeStudy(folder, { mixtures: 3, benchmarks: 2, items: 14, questions: true });
  const study = await loadStudy(folder);
  const examples = exampleItems(study);
  expect(Object.keys(examples)).toEqual(["bench-1", "bench-2"]);
  const own = examples["bench-1"]!;
  expect(own.map(({ item }) => item)).toEqual(["0", "2", "4", "6", "8"]); // a cluster is two items
  expect(own[0]).toMatchObject({
    question: 'Which, of "these"<img src=x onerror=alert(1)>?',
    choices: ["a", "b", "c", "d"],
  });
  for (const { item, answers } of own)
    for (const { stage, right, models } of answers) {
      const cells = study.cells.filter((cell) => cell.benchmark === "bench-1" && cell.stage === stage);
      expect(models).toBe(cells.length);
      const counted = cells.filter((cell) => study.items.get(cellKey(cell))!.correct[Number(item)] === 1).length;
      expect(right).toBe(counted);
    }
});

test("exampleItems(study) is empty where there are no items, or no texts of questions", async () => {
  const [bare, untold] = [join(work, "bare"), join(work, "untold")];
  writeStudy(bare, { mixtures: 2, benchmarks: 2 });
  writeStudy(untold, { mixtures: 2, benchmarks: 2, items: 8 });
  expect(exampleItems(await loadStudy(bare))).toEqual({});
  expect(exampleItems(await loadStudy(untold))).toEqual({});
});
