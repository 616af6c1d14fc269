import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Import } from "../../src/importers/import-study.ts";
import { loadStudy } from "../../src/study/load-study.ts";
import { cellKey, type Study } from "../../src/study/study.ts";
import { importInto, MAP, refusal } from "./import-into.ts";
import { scored, someItems, type WrittenRun, writeLmEval } from "./write-lm-eval.ts";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "import-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const write = (folder: string, run: WrittenRun) => writeLmEval(join(root, "logs", folder), run);
const study = (): Promise<Study> => loadStudy(join(root, "study"));
const summary = (result: Import) => result.summary;
const cellOf = (loaded: Study, benchmark: string, stage = "pretrain") =>
  loaded.cells.find((cell) => cell.benchmark === benchmark && cell.stage === stage)!;
/** What an import leaves behind beside the logs and the map. */
const left = () => readdirSync(root).filter((name) => !["logs", "map.yaml"].includes(name));

test("import(2024 logs) gives the accuracy that the tool computed, and the softmax of the choices as confidence", async () => {
  const items = someItems(1);
  write("a", { tasks: { arc_easy: items } });
  const result = await importInto(root);
  expect(summary(result)).toMatchObject({
    files: 2,
    rows: 12,
    checkpoints: 1,
    scores: [["acc", 1]],
    benchmarks: 1,
    cells: 1,
    skipped: [],
    notes: [],
  });
  const loaded = await study();
  const cell = cellOf(loaded, "arc_easy");
  expect(cell.accuracy).toBe(items.filter((item) => scored(item, false) === 1).length / 12);
  const confidences = items.map(({ logs }) => {
    const weights = logs.map((log) => Math.exp(Number(log)));
    return Math.max(...weights) / weights.reduce((a, b) => a + b);
  });
  expect(cell.confidence).toBeCloseTo(confidences.reduce((a, b) => a + b) / 12, 8);
  expect(loaded.design.benchmarks[0]).toMatchObject({ id: "arc_easy", chance: 0.25, choices: 4 });
});

test("logs of 2023 (lists of numbers) and of 2024 (lines with text) of the same run give the same study", async () => {
  const cells: unknown[] = [];
  for (const shape of ["2023", "2024"] as const) {
    rmSync(join(root, "logs"), { recursive: true, force: true });
    rmSync(join(root, "study"), { recursive: true, force: true });
    write("a", { shape, tasks: { arc_easy: someItems(1), piqa: someItems(2) } });
    await importInto(root);
    cells.push((await study()).cells);
  }
  expect(cells[0]).toHaveLength(2);
  expect(cells[0]).toEqual(cells[1]);
});

test("bare NaN, as Python writes it, does not make a results file unreadable", async () => {
  write("a", { tasks: { arc_easy: someItems(1) } });
  const path = join(root, "logs/a/results_2024-11-02T10-15-30.123456.json");
  writeFileSync(path, readFileSync(path, "utf8").replace('"N/A"', "NaN"));
  expect(summary(await importInto(root)).cells).toBe(1);
});

test("import(0.3 results) is accuracy alone, and says so", async () => {
  write("a", { shape: "0.3", tasks: { hellaswag: someItems(1), wikitext: someItems(2) } });
  const map = `${MAP}benchmarks: {hellaswag: {chance: 0.25, choices: 4}, wikitext: {skip: true}}`;
  const result = await importInto(root, map);
  expect(summary(result).notes).toEqual(["The logs hold no confidence: this study is of accuracy alone."]);
  const loaded = await study();
  expect(loaded.cells).toHaveLength(1);
  expect(loaded.cells[0]).toMatchObject({ benchmark: "hellaswag", confidence: null });
  expect(loaded.design.description).toContain("accuracy alone");
});

test("import(0.3 results with --write_out) has the items and confidences that 2024 logs of the same run have", async () => {
  const cells: unknown[] = [];
  for (const shape of ["0.3", "2024"] as const) {
    rmSync(join(root, "logs"), { recursive: true, force: true });
    rmSync(join(root, "study"), { recursive: true, force: true });
    write("a", { shape, samples: true, tasks: { arc_easy: someItems(1), piqa: someItems(2) } });
    expect(summary(await importInto(root)).rows).toBe(24);
    cells.push((await study()).cells);
  }
  expect(cells[0]).toEqual(cells[1]);
});

test("what 0.3 wrote out must pick what its accuracy says, and add up to the results", async () => {
  const wrong = someItems(1).map((item, index) => (index === 3 ? { ...item, acc: 1 - scored(item, false) } : item));
  write("a", { shape: "0.3", samples: true, tasks: { arc_easy: wrong } });
  expect(await refusal(importInto(root))).toMatch(
    /arc_easy_write_out_info\.json.*item 3 has acc [01], but its log-probabilities pick/,
  );
  const paths = write("a", { shape: "0.3", samples: true, tasks: { arc_easy: someItems(1) } });
  const rows = JSON.parse(readFileSync(paths.arc_easy!, "utf8")) as readonly unknown[];
  const right = (rows as readonly { acc: string }[]).findIndex(({ acc }) => acc === "1.0");
  writeFileSync(paths.arc_easy!, JSON.stringify(rows.toSpliced(right, 1)));
  expect(await refusal(importInto(root))).toMatch(/the samples have acc .* over 11 items; expected/);
});

test("score: acc_norm divides by characters without the delimiter, and takes accuracy and confidence from the same scores", async () => {
  // per character −4/1 and −6/2; with the delimiter counted −4/2 and −6/3 would tie, and the first would be picked
  const items = [{ texts: ["a", "bb"], logs: [-4, -6], gold: 1 }, ...someItems(3, 0)];
  write("a", { tasks: { copa: items } });
  await importInto(root, `${MAP}benchmarks: {copa: {score: acc_norm, choices: 2, chance: 0.5}}`);
  const loaded = await study();
  expect(cellOf(loaded, "copa").accuracy).toBe(1);
  expect(cellOf(loaded, "copa").confidence).toBeCloseTo(1 / (1 + Math.exp(-1)), 8);
});

test("a delimiter of another kind is taken from the settings of the task", async () => {
  write("a", { delimiter: "", tasks: { copa: [{ texts: [" a", "bb"], logs: [-4.1, -6], gold: 0 }] } });
  await importInto(root, `${MAP}benchmarks: {copa: {score: acc_norm}}`);
  expect(cellOf(await study(), "copa").accuracy).toBe(1);
});

test.each([
  ["the index as text", "2", 2],
  ["the text of a choice", "blue one", 2],
  ["an index", 2, 2],
  ["several right answers", [1, 2], 2],
])("target is %s", async (_, target, gold) => {
  const logs = [-9, -8, -1, -7];
  write("a", {
    tasks: {
      arc_easy: [
        { ...someItems(1, 1)[0]!, logs, gold, target: Array.isArray(target) ? `[${target.join(", ")}]` : target },
      ],
    },
  });
  await importInto(root);
  expect(cellOf(await study(), "arc_easy").accuracy).toBe(1);
});

test.each([9, "9", -1, "[0, 4]"])(
  "a target that is no choice (%s) is refused with the item, right or wrong",
  async (target) => {
    const items = someItems(1, 3).map((item, index) => (index === 2 ? { ...item, target, acc: 0 } : item));
    write("a", { tasks: { arc_easy: items } });
    expect(await refusal(importInto(root))).toMatch(
      /samples_arc_easy.*:3 {2}item 2 has the target .*, and 4 choices; expected the index of a choice, from 0 to 3\. /,
    );
  },
);

test("choices that are digits are matched by their text where the index would contradict the log", async () => {
  const texts = ["4", "3", "2", "1"];
  const items = [0, 1, 2, 3].map((gold) => ({
    texts,
    gold,
    target: texts[gold],
    logs: texts.map((_, i) => (i === gold ? -1 : -3)),
  }));
  write("a", { tasks: { arithmetic: items } });
  await importInto(root);
  expect(cellOf(await study(), "arithmetic").accuracy).toBe(1);
});

test("choices that stand in the prompts leave the target open: of two choices the other one is right", async () => {
  const shared = "was tired.";
  const item = {
    texts: [shared, shared],
    prompts: ["Because Ann", "Because Bob"],
    logs: [-2, -3],
    gold: 1,
    target: shared,
  };
  write("a", { tasks: { winogrande: [item, { ...item, gold: 0 }] } });
  await importInto(root);
  const loaded = await study();
  const cell = cellOf(loaded, "winogrande");
  expect([cell.accuracy, cell.correctProb]).toEqual([0.5, 0.5]);
});

test("−∞ is a choice that the model rules out", async () => {
  write("a", { tasks: { copa: [{ texts: ["a", "b"], logs: ["-inf", -6], gold: 1 }] } });
  await importInto(root);
  expect(cellOf(await study(), "copa").confidence).toBe(1);
});

test("a log whose scores contradict its accuracy is refused with the item and the line", async () => {
  const items = someItems(1).map((item, index) => (index === 4 ? { ...item, acc: 1 - scored(item, false) } : item));
  write("a", { tasks: { arc_easy: items } });
  const message = await refusal(importInto(root));
  expect(message).toMatch(
    /samples_arc_easy_.*\.jsonl:5 {2}item 4 has acc [01], but its log-probabilities pick choice \d and the target is \d/,
  );
  expect(left()).toEqual([]);
});

test("a log-probability above 0 or NaN is refused", async () => {
  write("a", { tasks: { arc_easy: [{ ...someItems(1, 1)[0]!, logs: [-1, "nan", -3, -4], acc: 1 }] } });
  expect(await refusal(importInto(root))).toContain(
    "a log-probability of item 0 is nan; expected a number of at most 0",
  );
});

test("groups are left out, whether named by group_subtasks, by groups or by a version N/A; their leaves know them", async () => {
  write("a", {
    tasks: { mmlu_physics: someItems(1), mmlu_law: someItems(2) },
    extra: {
      results: {
        mmlu: { "acc,none": 0.5, alias: "mmlu" },
        " - mmlu_stem": { "acc,none": 0.5 },
        "  - mmlu_physics": { "acc,none": 0.25, "acc_stderr,none": "N/A" },
        "-mmlu_law": { "acc,none": 0.3, "acc_stderr,none": 0.1 },
      },
      groups: { mmlu: { "acc,none": 0.5 } },
      group_subtasks: { mmlu: ["mmlu_stem"], mmlu_stem: ["mmlu_physics"], mmlu_physics: [] },
      versions: { mmlu: "N/A", mmlu_physics: 1, mmlu_law: 1 },
    },
    samples: false,
  });
  const draft = await importInto(root, null);
  expect(draft.kind === "draft" && draft.text.match(/^ {2}"mmlu.*"/gm)).toEqual(['  "mmlu_law"', '  "mmlu_physics"']);
  expect(draft.kind === "draft" && draft.text).toMatch(/"mmlu_physics": .*category: mmlu_stem/);
  expect(draft.summary.skipped).toEqual(["mmlu, mmlu_stem: groups of tasks, whose tasks are there by themselves"]);
});

test.each([true, false])(
  "several filters per document (named in the rows: %s): the first counts, the map chooses another",
  async (isNamed) => {
    const paths = write("a", { tasks: { gsm8k: someItems(1, 4) } });
    const results = {
      gsm8k: {
        "exact_match,strict-match": 0.25,
        "exact_match_stderr,strict-match": 0.1,
        "exact_match,flexible-extract": 0.75,
      },
    };
    write("a", { tasks: { gsm8k: someItems(1, 4) }, extra: { results, task_hashes: {} } });
    const row = (filter: string, doc: number, score: number) => ({
      doc_id: doc,
      doc: { question: `Question ${doc}` },
      target: "#### 4",
      arguments: { gen_args_0: { arg_0: "Question", arg_1: { until: ["\n"] } } },
      resps: [["The answer is 4"]],
      filtered_resps: ["4"],
      ...(isNamed ? { filter } : {}),
      exact_match: score,
    });
    const rows = [
      ...[0, 1, 2, 3].map((doc) => row("strict-match", doc, doc === 0 ? 1 : 0)),
      ...[0, 1, 2, 3].map((doc) => row("flexible-extract", doc, doc === 0 ? 0 : 1)),
    ];
    writeFileSync(paths.gsm8k!, rows.map((own) => `${JSON.stringify(own)}\n`).join(""));
    await importInto(root);
    expect(cellOf(await study(), "gsm8k")).toMatchObject({ accuracy: 0.25, n: 4, confidence: null });
    rmSync(join(root, "study"), { recursive: true });
    await importInto(root, `${MAP}benchmarks: {gsm8k: {score: "exact_match,flexible-extract"}}`);
    expect(cellOf(await study(), "gsm8k").accuracy).toBe(0.75);
    expect((await study()).design.benchmarks[0]).toMatchObject({ chance: 0 });
  },
);

test("a partial run is imported, and the summary and the study say so", async () => {
  write("a", { original: 500, tasks: { arc_easy: someItems(1) } });
  for (const name of ["code", "wiki"])
    write(name, { model: `lab/${name}-150M-seed1-base`, original: 500, tasks: { arc_easy: someItems(2) } });
  expect(summary(await importInto(root)).notes).toEqual([
    "Partial runs: 12 of the 500 items of arc_easy (lab/web-150M-seed1-base and 2 more).",
  ]);
  expect((await study()).design.description).toContain("12 of the 500 items");
});

test.each([
  ["text", "pretrained=lab/web-150M-seed1-base,revision=step3000,dtype=float16"],
  ["an object", { pretrained: "lab/web-150M-seed1-base", revision: "step3000", trust_remote_code: true }],
])("a revision in model_args, which are %s, tells checkpoints of one model apart", async (_, args) => {
  write("a", { args, tasks: { arc_easy: someItems(1) } });
  write("b", { tasks: { arc_easy: someItems(2) } });
  const draft = await importInto(root, null);
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
  const draft = await importInto(root, null);
  expect(draft.kind === "draft" && draft.text.match(/{id: step-.*}/g)).toEqual([
    "{id: step-1000, label: Step 1000, step: 1000}",
    "{id: step-2000, label: Step 2000, step: 2000}",
    "{id: step-10000, label: Step 10000, step: 10000}",
  ]);
});

test("stages that a pattern reads as steps have their step in the study", async () => {
  for (const step of [2000, 1000])
    write(`${step}`, { model: `lab/web-150M-step${step}`, tasks: { arc_easy: someItems(step) } });
  await importInto(root, "models: {patterns: ['(?<mixture>web)-(?<scale>150M)-(?<stage>step\\d+)']}");
  expect((await study()).design.stages).toEqual([
    { id: "step1000", label: "Step 1000", step: 1000 },
    { id: "step2000", label: "Step 2000", step: 2000 },
  ]);
});

test("unit and covariates of the map are those of the study", async () => {
  write("a", { tasks: { arc_easy: someItems(1) } });
  const map = `${MAP}unit: {id: recipe, label: Recipe}
covariates: [{id: code_share, label: Share of code}]
mixtures: [{id: web, label: Web, covariates: {code_share: 0.1}}]
`;
  await importInto(root, map);
  expect((await study()).design).toMatchObject({
    unit: { id: "recipe", label: "Recipe" },
    covariates: [{ id: "code_share", label: "Share of code" }],
    mixtures: [{ id: "web", covariates: { code_share: 0.1 } }],
  });
  rmSync(join(root, "study"), { recursive: true });
  expect(await refusal(importInto(root, map.replace("{code_share: 0.1", "{code_shar: 0.1")))).toMatch(
    /map\.yaml:8:\d+ .*code_shar is 0\.1; expected one of the covariates code_share\. Did you mean code_share\?/,
  );
});

test("a study that was imported may be read by others, and its results have no empty columns", async () => {
  write("a", { tasks: { arc_easy: someItems(1) } });
  await importInto(root);
  expect(statSync(join(root, "study")).mode & 0o777).toBe(0o755);
  expect(readFileSync(join(root, "study/results.csv"), "utf8").split("\n")[0]).toBe(
    "mixture,scale,seed,stage,benchmark,accuracy,n",
  );
});

test("a Git LFS pointer in the place of a log is named", async () => {
  write("a", { tasks: { arc_easy: someItems(1) } });
  writeFileSync(
    join(root, "logs/a/samples_piqa.jsonl"),
    "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n",
  );
  expect(await refusal(importInto(root))).toMatch(
    /samples_piqa\.jsonl {2}is a Git LFS pointer, not the file itself; .*git lfs pull/,
  );
});

test("the same run twice counts once, and the summary says so", async () => {
  write("a", { tasks: { arc_easy: someItems(1) } });
  write("b", { date: "2024-12-01T00-00-00.000000", tasks: { arc_easy: someItems(1) } });
  const { skipped, cells } = summary(await importInto(root));
  expect(cells).toBe(1);
  expect(skipped).toEqual([expect.stringMatching(/b\/samples_arc_easy.*: the same run as .*a\/samples_arc_easy/)]);
});

test("two runs with different results are refused, unless the map wants the latest", async () => {
  write("a", { tasks: { arc_easy: someItems(1) }, seconds: 1730000000 });
  write("b", { tasks: { arc_easy: someItems(2) }, seconds: 1740000000 });
  expect(await refusal(importInto(root))).toMatch(/was measured already in .*with another result; .*repeats: latest/);
  expect(left()).toEqual([]);
  const { skipped } = summary(await importInto(root, `${MAP}repeats: latest`));
  expect(skipped[0]).toMatch(/a\/samples.*: an older run than .*b\/samples/);
  const right = someItems(2).filter((item) => scored(item, false) === 1).length;
  expect(cellOf(await study(), "arc_easy").accuracy).toBe(right / 12);
});

test("repeats: latest keeps the newest run, also where only the older one has samples", async () => {
  write("a", { tasks: { arc_easy: someItems(1) }, seconds: 1730000001 });
  write("a", {
    date: "2024-12-24T00-26-40.500000",
    tasks: { arc_easy: someItems(2) },
    seconds: 1735000000.5,
    samples: false,
  });
  const { skipped } = summary(await importInto(root, `${MAP}repeats: latest\nbenchmarks: {arc_easy: {chance: 0.25}}`));
  expect(skipped).toEqual([
    expect.stringMatching(/samples_arc_easy_2024-11.*: an older run than .*results_2024-12-24/),
  ]);
  const right = someItems(2).filter((item) => scored(item, false) === 1).length;
  expect(cellOf(await study(), "arc_easy")).toMatchObject({ accuracy: right / 12, confidence: null });
});

test("repeats: latest refuses two runs without a date", async () => {
  for (const [index, folder] of ["a", "b"].entries())
    write(folder, { shape: "2023", tasks: { arc_easy: someItems(index) } });
  expect(await refusal(importInto(root, `${MAP}repeats: latest`))).toContain(
    "the two do not tell which is the newer run; expected a date in each run",
  );
});

test("a second run with the same accuracy and no samples has the same result, and the items stay", async () => {
  write("b", { tasks: { arc_easy: someItems(1) } });
  write("a", { tasks: { arc_easy: someItems(1) }, samples: false, seconds: 1740000000 });
  const { skipped, rows } = summary(await importInto(root));
  expect(skipped).toEqual([expect.stringMatching(/a\/results_.*: the same result as .*b\/samples_arc_easy/)]);
  expect(rows).toBe(12);
});

test("two runs in one folder are told apart by the date in the names of their files", async () => {
  write("a", { tasks: { arc_easy: someItems(1) } });
  write("a", {
    model: "lab/code-150M-seed1-sft",
    date: "2024-12-01T00-00-00.000000",
    tasks: { arc_easy: someItems(2) },
  });
  await importInto(root);
  expect((await study()).cells.map(({ mixture, stage }) => `${mixture} ${stage}`)).toEqual([
    "web pretrain",
    "code sft",
  ]);
});

test("samples that two runs appended to one file are refused", async () => {
  const { arc_easy: path } = write("a", { tasks: { arc_easy: someItems(1) } });
  appendFileSync(path!, readFileSync(path!));
  expect(await refusal(importInto(root))).toMatch(
    /samples_arc_easy.*:13 {2}item 0 stands here again: the file holds two runs/,
  );
});

test("samples that do not add up to the results beside them are refused: a file cut at a line", async () => {
  const { arc_easy: path } = write("a", { tasks: { arc_easy: someItems(1) } });
  writeFileSync(path!, readFileSync(path!, "utf8").split("\n").slice(0, 7).join("\n"));
  expect(await refusal(importInto(root))).toMatch(/the samples have acc [\d.]+ over 7 items; expected [\d.]+ over 12/);
});

test("a score that the samples have and the results lost is refused, unless the map chooses another", async () => {
  const folder = join(root, "logs");
  writeLmEval(folder, { tasks: { arc_easy: someItems(1, 6) } });
  const results = readdirSync(folder).find((name) => name.startsWith("results_"))!;
  const text = readFileSync(join(folder, results), "utf8");
  writeFileSync(join(folder, results), text.replace(/\s*"acc,none": [\d.]+,/, ""));
  const message = await refusal(importInto(root));
  expect(message).toContain("the samples have acc, and the results of arc_easy in");
  expect(message).toContain("`arc_easy: {score: acc_norm}`");
  await importInto(root, `${MAP}benchmarks: {arc_easy: {score: acc_norm}}\n`);
  expect((await study()).cells.map(({ benchmark }) => benchmark)).toEqual(["arc_easy"]);
});

test("a truncated JSON line is named with its place", async () => {
  const { arc_easy: path } = write("a", { tasks: { arc_easy: someItems(1) } });
  writeFileSync(path!, readFileSync(path!, "utf8").slice(0, -40));
  expect(await refusal(importInto(root))).toMatch(
    /samples_arc_easy.*:12:\d+ {2}the file ends in the middle of a JSON value/,
  );
  expect(left()).toEqual([]);
});

test("a benchmark whose items have another number of choices, or are other questions, is refused", async () => {
  write("a", { tasks: { arc_easy: someItems(1) } });
  const fewer = someItems(2).map(({ texts, logs }) => ({ texts: texts.slice(0, 3), logs: logs.slice(0, 3), gold: 0 }));
  write("b", { model: "lab/code-150M-seed1-base", tasks: { arc_easy: fewer } });
  expect(await refusal(importInto(root))).toMatch(
    /item 0 of arc_easy has 3 choices here, and 4 choices in .*samples_arc_easy/,
  );
  rmSync(join(root, "logs/b"), { recursive: true });
  expect(await refusal(importInto(root, `${MAP}benchmarks: {arc_easy: {choices: 5}}`))).toContain(
    "arc_easy is said to have 5 choices, its items have 4",
  );
});

test("runs of one benchmark with another number of shots are refused, unless the map lets them in", async () => {
  write("a", { tasks: { arc_easy: someItems(1) } });
  write("b", { model: "lab/code-150M-seed1-base", shots: 5, tasks: { arc_easy: someItems(2) } });
  expect(await refusal(importInto(root))).toMatch(
    /arc_easy was run with 5-shot, version 1 here, and with 0-shot, version 1 in .*a\/samples/,
  );
  expect(summary(await importInto(root, `${MAP}settings: mixed`)).cells).toBe(2);
});

test("a run that is unlike the others is named once for each cause, also where it comes first", async () => {
  const names = ["books", "code", "web", "wiki"];
  for (const [index, name] of names.entries())
    write(name, { model: `lab/${name}-150M-seed1-base`, tasks: { arc_easy: someItems(index), piqa: someItems(9) } });
  const odd = someItems(2).map(({ texts, logs }) => ({ texts: texts.slice(0, 3), logs: logs.slice(0, 3), gold: 0 }));
  write("a-odd", { model: "lab/alpha-150M-seed1-base", shots: 5, tasks: { arc_easy: odd, piqa: someItems(9) } });
  const message = await refusal(importInto(root));
  expect(message.split("\n")).toEqual([
    expect.stringMatching(
      /a-odd\/samples_arc.*arc_easy was run with 5-shot, .* here, and with 0-shot, .* in .*books.* and 3 more files/,
    ),
    expect.stringMatching(
      /a-odd\/samples_arc.*item 0 of arc_easy has 3 choices here, and 4 choices in .*books.* and 3 more files; .*lab\/alpha-150M-seed1-base can be left out/,
    ),
    expect.stringMatching(/a-odd\/samples_piqa.*piqa was run with 5-shot/),
    "3 faults found; nothing was written.",
  ]);
});

test("a benchmark whose accuracy is another score for some models is refused, unless the map chooses one", async () => {
  write("a", { tasks: { arc_easy: someItems(1) } });
  const results = { arc_easy: { "acc_norm,none": 0.5 } };
  write("b", {
    model: "lab/code-150M-seed1-base",
    tasks: { arc_easy: someItems(2) },
    samples: false,
    extra: { results },
  });
  expect(await refusal(importInto(root))).toMatch(
    /b\/results.*the accuracy of arc_easy is acc_norm here, and acc in .*a\/samples.*; expected the same score/,
  );
  expect(summary(await importInto(root, `${MAP}benchmarks: {arc_easy: {score: acc_norm, chance: 0.25}}`)).cells).toBe(
    2,
  );
});

test("models that match the same two patterns are one fault, with an example", async () => {
  for (const name of ["web", "code", "books"])
    write(name, { model: `lab/${name}-150M-seed1-base`, tasks: { arc_easy: someItems(1) } });
  const message = await refusal(importInto(root, MAP.replace("values:", "    - '(?<mixture>[a-z]+)-150M'\nvalues:")));
  expect(message).toMatch(/the model lab\/\w+-150M-seed1-base and 2 more match two patterns, .*\n1 fault found/);
});

test("two files with the samples of one task of a run are refused", async () => {
  const { arc_easy: path } = write("a", { tasks: { arc_easy: someItems(1) } });
  writeFileSync(path!.replace("samples_", "samples_copy_"), readFileSync(path!));
  expect(await refusal(importInto(root))).toContain("the samples of arc_easy of this run stand in another file, too");
});

test("samples inside the results file are read like those beside it", async () => {
  const { arc_easy: path } = write("a", { tasks: { arc_easy: someItems(1) } });
  const rows = readFileSync(path!, "utf8")
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
  rmSync(path!);
  write("a", { tasks: { arc_easy: someItems(1) }, extra: { samples: { arc_easy: rows } }, samples: false });
  expect(summary(await importInto(root))).toMatchObject({ rows: 12, cells: 1 });
});

test("a model that matches two patterns is refused with both; so is one that matches none", async () => {
  write("a", { tasks: { arc_easy: someItems(1) } });
  const two = MAP.replace("values:", "    - '(?<mixture>web)'\nvalues:");
  expect(await refusal(importInto(root, two))).toMatch(
    /the model lab\/web-150M-seed1-base matches two patterns, .* and \(\?<mixture>web\)/,
  );
  expect(await refusal(importInto(root, "models: {patterns: ['^other']}"))).toContain(
    "the model lab/web-150M-seed1-base has no mixture, no scale, no stage",
  );
  expect(left()).toEqual([]);
});

test("all that is wrong is told at once", async () => {
  write("a", { model: "one", tasks: { arc_easy: someItems(1) } });
  write("b", { model: "two", tasks: { arc_easy: someItems(2) } });
  expect(await refusal(importInto(root))).toMatch(
    /model one has no[\s\S]*model two has no[\s\S]*2 faults found; nothing was written/,
  );
});

test("other files are left out by their content, with the reason", async () => {
  write("a", { tasks: { arc_easy: someItems(1) } });
  writeFileSync(join(root, "logs/samples_notes.jsonl"), '{"a": 1}\n{"a": 2}\n');
  writeFileSync(join(root, "logs/empty.json"), "");
  expect(summary(await importInto(root)).skipped).toEqual([
    expect.stringMatching(/empty\.json: is empty/),
    expect.stringMatching(/samples_notes\.jsonl: is no log of lm-evaluation-harness/),
  ]);
});

test("an output that is there already is refused before anything is read, and stays", async () => {
  mkdirSync(join(root, "study"));
  writeFileSync(join(root, "study/keep.txt"), "mine");
  write("a", { tasks: { arc_easy: someItems(1) } });
  expect(await refusal(importInto(root))).toContain("is there already");
  expect(readdirSync(join(root, "study"))).toEqual(["keep.txt"]);
});

test("log-probabilities come along where the map declares the choices", async () => {
  write("a", { tasks: { arc_easy: someItems(1) } });
  await importInto(root, `${MAP}benchmarks: {arc_easy: {choices: 4}}`);
  const loaded = await study();
  const items = loaded.items.get(cellKey(cellOf(loaded, "arc_easy")))!;
  expect(items.logprobs?.length).toBe(48);
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
  const draft = await importInto(root, null);
  expect(left()).toEqual([]);
  if (draft.kind !== "draft") throw new Error("no draft");
  expect(draft.open).toEqual([]);
  expect((await importInto(root, draft.text)).summary.cells).toBe(8);
  const bytes = readFileSync(join(root, "study/items/part-0001.csv.gz"));
  rmSync(join(root, "study"), { recursive: true });
  await importInto(root, draft.text);
  expect(readFileSync(join(root, "study/items/part-0001.csv.gz")).equals(bytes)).toBe(true);
});

test("a draft has a ? for a stage or seed that no word of a name tells, and says what it assumed", async () => {
  for (const [index, name] of ["web-150M-seed1-base", "web-150M-seed1-v2", "code-150M-base"].entries())
    write(name, { model: `lab/${name}`, tasks: { arc_easy: someItems(index) } });
  const draft = await importInto(root, null);
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
  const draft = await importInto(root, null);
  if (draft.kind !== "draft") throw new Error("no draft");
  expect(draft.open).toEqual(["stage: no name tells it; if it is the same of all, write it once under defaults"]);
  expect(draft.text).toMatch(/\ndefaults: {stage: "\?"}/);
  expect(draft.summary.assumed).toEqual([
    "seed 0 of all checkpoints",
    "accuracy by chance of arc_easy, by their names",
  ]);
  await importInto(root, draft.text.replace('stage: "?"', "stage: sft"));
  expect((await study()).cells.map(({ stage, mixture }) => `${mixture} ${stage}`)).toEqual(["code sft", "web sft"]);
});

test("a draft marks what it could not place, and is refused until that is filled in", async () => {
  write("a", { model: "lab/alpha", tasks: { strange_task: someItems(1) } });
  write("b", { model: "lab/beta", shape: "0.3", tasks: { other_task: someItems(2) } });
  const draft = await importInto(root, null);
  if (draft.kind !== "draft") throw new Error("no draft");
  expect(draft.open).toEqual([
    "model lab/alpha: its name does not tell the scale",
    "model lab/beta: its name does not tell the scale",
    "stage: no name tells it; if it is the same of all, write it once under defaults",
    "benchmark other_task: the logs do not tell its accuracy by chance",
  ]);
  expect(await refusal(importInto(root, draft.text))).toMatch(
    /map\.yaml:\d+:\d+ {2}a \? stands here; [\s\S]*4 faults found/,
  );
});
