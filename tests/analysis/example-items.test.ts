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

test("exampleItems(study) shows five items from the easiest to the hardest, of different clusters, beside all answers", async () => {
  const folder = join(work, "questions");
  writeStudy(folder, { mixtures: 3, benchmarks: 2, items: 14, questions: true });
  const study = await loadStudy(folder);
  const examples = exampleItems(study);
  expect(Object.keys(examples)).toEqual(["bench-1", "bench-2"]);
  const { items, of, all } = examples["bench-1"]!;
  expect(of).toBe(14);
  expect(items).toHaveLength(5);
  expect(new Set(items.map(({ item }) => Math.floor(Number(item) / 2))).size).toBe(5); // a cluster is two items
  expect(items[0]).toMatchObject({ choices: ["a", "b", "c", "d"] });
  const count = (stage: string, item: number) => {
    const cells = study.cells.filter((cell) => cell.benchmark === "bench-1" && cell.stage === stage);
    const right = cells.filter((cell) => study.items.get(cellKey(cell))!.correct[item] === 1).length;
    return { stage, right, answers: cells.length };
  };
  for (const { item, answers } of items)
    expect(answers).toEqual(["pretrain", "sft"].map((stage) => count(stage, Number(item))));
  const last = Array.from({ length: 14 }, (_, item) => count("sft", item).right);
  const shown = items.map(({ answers }) => answers.at(-1)!.right);
  expect(shown).toEqual(shown.toSorted((a, b) => b - a));
  expect([shown[0], shown.at(-1)]).toEqual([Math.max(...last), Math.min(...last)]);
  const right = last.reduce((sum, each) => sum + each, 0);
  expect(all.at(-1)).toEqual({ stage: "sft", right, answers: 14 * count("sft", 0).answers });
});

test("exampleItems(study) is empty where there are no items, or no texts of questions", async () => {
  const [bare, untold] = [join(work, "bare"), join(work, "untold")];
  writeStudy(bare, { mixtures: 2, benchmarks: 2 });
  writeStudy(untold, { mixtures: 2, benchmarks: 2, items: 8 });
  expect(exampleItems(await loadStudy(bare))).toEqual({});
  expect(exampleItems(await loadStudy(untold))).toEqual({});
});
