import { readFileSync, rmSync } from "node:fs";
import { expect, test } from "vitest";
import { importFolder } from "./import-folder.ts";
import { importInto, refusal } from "./import-into.ts";
import { someItems } from "./write-lm-eval.ts";

const { at, write, study, left } = importFolder();

test.each([
  ["text", "pretrained=lab/web-150M-seed1-base,revision=step3000,dtype=float16"],
  ["an object", { pretrained: "lab/web-150M-seed1-base", revision: "step3000", trust_remote_code: true }],
])("a revision in model_args, which are %s, tells checkpoints of one model apart", async (_, args) => {
  write("a", { args, tasks: { arc_easy: someItems(1) } });
  write("b", { tasks: { arc_easy: someItems(2) } });
  const draft = await importInto(at(), null);
  expect(draft.kind === "draft" && draft.text).toContain('"lab/web-150M-seed1-base@step3000": {mixture');
});

test("steps of one model become stages in their order", async () => {
  for (const step of [2000, 1000, 10000]) {
    write(`step${step}`, {
      model: "lab/web-150M",
      args: `pretrained=lab/web-150M,revision=step${step}`,
      tasks: { arc_easy: someItems(step) },
    });
  }
  const draft = await importInto(at(), null);
  expect(draft.kind === "draft" && draft.text.match(/{id: step-.*}/g)).toEqual([
    "{id: step-1000, label: Step 1000, step: 1000}",
    "{id: step-2000, label: Step 2000, step: 2000}",
    "{id: step-10000, label: Step 10000, step: 10000}",
  ]);
});

test("stages that a pattern reads as steps have their step in the study", async () => {
  for (const step of [2000, 1000])
    write(`${step}`, { model: `lab/web-150M-step${step}`, tasks: { arc_easy: someItems(step) } });
  await importInto(at(), "models: {patterns: ['(?<mixture>web)-(?<scale>150M)-(?<stage>step\\d+)']}");
  expect((await study()).design.stages).toEqual([
    { id: "step1000", label: "Step 1000", step: 1000 },
    { id: "step2000", label: "Step 2000", step: 2000 },
  ]);
});

test("the draft of a map makes the study as it is, when every name could be placed; the same bytes each time", async () => {
  for (const [index, name] of [
    "web-150M-seed1-base",
    "web-150M-seed1-sft",
    "code-150M-seed1-base",
    "code-150M-seed1-sft",
  ].entries()) {
    write(name, { model: `lab/${name}`, tasks: { arc_easy: someItems(index), piqa: someItems(index + 9) } });
  }
  const draft = await importInto(at(), null);
  expect(left()).toEqual([]);
  if (draft.kind !== "draft") throw new Error("no draft");
  expect(draft.open).toEqual([]);
  expect((await importInto(at(), draft.text)).summary.cells).toBe(8);
  const bytes = readFileSync(at("study/items/part-0001.csv.gz"));
  rmSync(at("study"), { recursive: true });
  await importInto(at(), draft.text);
  expect(readFileSync(at("study/items/part-0001.csv.gz")).equals(bytes)).toBe(true);
});

test("a draft has a ? for a stage or seed that no word of a name tells, and says what it assumed", async () => {
  for (const [index, name] of ["web-150M-seed1-base", "web-150M-seed1-v2", "code-150M-base"].entries())
    write(name, { model: `lab/${name}`, tasks: { arc_easy: someItems(index) } });
  const draft = await importInto(at(), null);
  if (draft.kind !== "draft") throw new Error("no draft");
  expect(draft.open).toEqual([
    "model lab/code-150M-base: its name does not tell the seed",
    "model lab/web-150M-seed1-v2: its name does not tell the stage",
  ]);
  expect(draft.text).toContain('"lab/web-150M-seed1-v2": {mixture: web-v2, scale: 150m, seed: 1, stage: "?"}');
  expect(draft.summary).toMatchObject({
    checkpoints: 3,
    size: { models: null, mixtures: 3, scales: 1, seeds: null, stages: null },
    assumed: [],
  });
});

test("a draft asks once for the stage that no name tells", async () => {
  for (const [index, name] of ["web-150M", "code-150M"].entries())
    write(name, { model: `lab/${name}`, shape: "0.3", tasks: { arc_easy: someItems(index) } });
  const draft = await importInto(at(), null);
  if (draft.kind !== "draft") throw new Error("no draft");
  expect(draft.open).toEqual(["stage: no name tells it; if it is the same of all, write it once under defaults"]);
  expect(draft.text).toMatch(/\ndefaults: {stage: "\?"}/);
  expect(draft.summary.assumed).toEqual([
    "seed 0 of all checkpoints",
    "accuracy by chance of arc_easy, from names alone",
  ]);
  await importInto(at(), draft.text.replace('stage: "?"', "stage: sft"));
  expect((await study()).cells.map(({ stage, mixture }) => `${mixture} ${stage}`)).toEqual(["code sft", "web sft"]);
});

test("a draft marks what it could not place, and is refused until that is filled in", async () => {
  write("a", { model: "lab/alpha", tasks: { strange_task: someItems(1) } });
  write("b", { model: "lab/beta", shape: "0.3", tasks: { other_task: someItems(2) } });
  const draft = await importInto(at(), null);
  if (draft.kind !== "draft") throw new Error("no draft");
  expect(draft.open).toEqual([
    "model lab/alpha: its name does not tell the scale",
    "model lab/beta: its name does not tell the scale",
    "stage: no name tells it; if it is the same of all, write it once under defaults",
    "benchmark other_task: the logs do not tell its accuracy by chance",
  ]);
  expect(await refusal(importInto(at(), draft.text))).toMatch(
    /map\.yaml:\d+:\d+ {2}a \? stands here; [\s\S]*4 faults found/,
  );
});
