import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parse } from "yaml";
import { newStudy, newStudyFrom } from "../../src/importers/new-study.ts";
import { loadStudy } from "../../src/study/load-study.ts";
import { MAP, refusal } from "./import-into.ts";
import { someItems, writeLmEval } from "./write-lm-eval.ts";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "new-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const FILES = [".github/workflows/report.yml", "README.md", "commentary/rq1.md"];
const files = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

test("newStudy(folder) can be loaded as it is, is named after its folder, and has a comment for every list", async () => {
  const folder = join(root, "Our Mixtures");
  await newStudy(folder);
  expect(files(folder)).toEqual([...FILES, "results.csv", "study.yaml"]);
  const { design, cells } = await loadStudy(folder);
  expect(design.id).toBe("our-mixtures");
  expect(cells).toHaveLength(36);
  expect(cells.every(({ accuracy, confidence }) => accuracy < 1 && confidence !== null)).toBe(true);
  expect(parse(readFileSync(join(folder, ".github/workflows/report.yml"), "utf8"))).toMatchObject({
    jobs: { build: {}, deploy: {} },
  });
  expect(await refusal(newStudy(folder))).toContain("is there already");
});

test("what a fresh design has as a comment is right when it is written out", async () => {
  const folder = join(root, "study");
  await newStudy(folder);
  const path = join(folder, "study.yaml");
  const text = readFileSync(path, "utf8")
    .replace("# unit:", "unit:")
    .replace(/# covariates:\n# /, "covariates:\n")
    .replace("label: Pretraining}", "label: Pretraining, step: 1000}")
    .replace("label: Web}", "label: Web, covariates: {code_share: 0.1}}");
  writeFileSync(path, text);
  const { design } = await loadStudy(folder);
  expect(design.unit?.id).toBe("recipe");
  expect(design.covariates).toEqual([{ id: "code_share", label: "Share of code" }]);
  expect(design.mixtures[0]?.covariates).toEqual({ code_share: 0.1 });
  expect(design.stages[0]?.step).toBe(1000);
});

test("newStudyFrom(logs) does it in one go where every name can be placed", async () => {
  for (const [index, name] of ["web-150M-base", "web-150M-sft", "code-150M-base", "code-150M-sft"].entries()) {
    writeLmEval(join(root, "logs", name), { model: `lab/${name}`, tasks: { arc_easy: someItems(index) } });
  }
  const folder = join(root, "study");
  const result = await newStudyFrom(folder, { format: "lm-eval", paths: [join(root, "logs")], map: null }, () => {});
  expect(result.kind).toBe("study");
  expect(result.summary.assumed).toEqual(["seed 0 of all checkpoints"]);
  expect(files(folder)).toEqual([...FILES, "items/part-0001.csv.gz", "map.yaml", "results.csv", "study.yaml"]);
});

test("newStudyFrom(logs, map) writes README and commentary in the study’s own word", async () => {
  writeLmEval(join(root, "logs"), { tasks: { arc_easy: someItems(1) } });
  const map = join(root, "map.yaml");
  writeFileSync(map, `${MAP}unit: {id: family, label: Model family}\n`);
  const folder = join(root, "study");
  await newStudyFrom(folder, { format: "lm-eval", paths: [join(root, "logs")], map }, () => {});
  expect(readFileSync(join(folder, "README.md"), "utf8")).toContain("# A study of model families");
  expect(readFileSync(join(folder, "commentary/rq1.md"), "utf8")).toContain(
    ':study[mixtures]{one="model family" many="model families"}',
  );
});

test("the workflow says so where the repository of the generator is not set", async () => {
  const folder = join(root, "study");
  await newStudy(folder);
  const workflow = parse(readFileSync(join(folder, ".github/workflows/report.yml"), "utf8")) as {
    jobs: { build: { steps: readonly { if?: string; run?: string }[] } };
  };
  const [guard] = workflow.jobs.build.steps;
  expect(guard?.if).toBe("vars.REPORT_GENERATOR == ''");
  expect(guard?.run).toMatch(/::error::.*REPORT_GENERATOR is not set[\s\S]*exit 1/);
});

test("newStudyFrom(logs) hands back the draft and writes nothing where a name leaves something open", async () => {
  writeLmEval(join(root, "logs/a"), { model: "alpha", tasks: { arc_easy: someItems(1) } });
  const source = { format: "lm-eval", paths: [join(root, "logs")], map: null };
  const result = await newStudyFrom(join(root, "study"), source, () => {});
  expect(result).toMatchObject({
    kind: "draft",
    open: [
      "model alpha: its name does not tell the scale",
      "stage: no name tells it; if it is the same of all, write it once under defaults",
    ],
  });
  expect(readdirSync(root)).toEqual(["logs"]);
});
