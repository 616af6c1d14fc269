import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cellKey } from "../../src/study/study.ts";
import { cellOf, importFolder, summary } from "./import-folder.ts";
import { importInto, MAP, refusal } from "./import-into.ts";
import { scored, someItems, writeLmEval } from "./write-lm-eval.ts";

const { at, write, study, left } = importFolder();

test("import(2024 logs) gives the accuracy that the tool computed, and the softmax of the choices as confidence", async () => {
  const items = someItems(1);
  write("a", { tasks: { arc_easy: items } });
  const result = await importInto(at());
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
    rmSync(at("logs"), { recursive: true, force: true });
    rmSync(at("study"), { recursive: true, force: true });
    write("a", { shape, tasks: { arc_easy: someItems(1), piqa: someItems(2) } });
    await importInto(at());
    cells.push((await study()).cells);
  }
  expect(cells[0]).toHaveLength(2);
  expect(cells[0]).toEqual(cells[1]);
});

test("bare NaN, as Python writes it, does not make a results file unreadable", async () => {
  write("a", { tasks: { arc_easy: someItems(1) } });
  const path = at("logs/a/results_2024-11-02T10-15-30.123456.json");
  writeFileSync(path, readFileSync(path, "utf8").replace('"N/A"', "NaN"));
  expect(summary(await importInto(at())).cells).toBe(1);
});

test("import(0.3 results) is accuracy alone, and says so", async () => {
  write("a", { shape: "0.3", tasks: { hellaswag: someItems(1), wikitext: someItems(2) } });
  const map = `${MAP}benchmarks: {hellaswag: {chance: 0.25, choices: 4}, wikitext: {skip: true}}`;
  const result = await importInto(at(), map);
  expect(summary(result).notes).toEqual(["The logs hold no confidence: this study is of accuracy alone."]);
  const loaded = await study();
  expect(loaded.cells).toHaveLength(1);
  expect(loaded.cells[0]).toMatchObject({ benchmark: "hellaswag", confidence: null });
  expect(loaded.design.description).toContain("accuracy alone");
});

test("import(0.3 results with --write_out) has the items and confidences that 2024 logs of the same run have", async () => {
  const cells: unknown[] = [];
  for (const shape of ["0.3", "2024"] as const) {
    rmSync(at("logs"), { recursive: true, force: true });
    rmSync(at("study"), { recursive: true, force: true });
    write("a", { shape, samples: true, tasks: { arc_easy: someItems(1), piqa: someItems(2) } });
    expect(summary(await importInto(at())).rows).toBe(24);
    cells.push((await study()).cells);
  }
  expect(cells[0]).toEqual(cells[1]);
});

test("what 0.3 wrote out must pick what its accuracy says, and add up to the results", async () => {
  const wrong = someItems(1).map((item, index) => (index === 3 ? { ...item, acc: 1 - scored(item, false) } : item));
  write("a", { shape: "0.3", samples: true, tasks: { arc_easy: wrong } });
  expect(await refusal(importInto(at()))).toMatch(
    /arc_easy_write_out_info\.json.*item 3 has acc [01], but its log-probabilities pick/,
  );
  const paths = write("a", { shape: "0.3", samples: true, tasks: { arc_easy: someItems(1) } });
  const rows = JSON.parse(readFileSync(paths.arc_easy!, "utf8")) as readonly unknown[];
  const right = (rows as readonly { acc: string }[]).findIndex(({ acc }) => acc === "1.0");
  writeFileSync(paths.arc_easy!, JSON.stringify(rows.toSpliced(right, 1)));
  expect(await refusal(importInto(at()))).toMatch(/the samples have acc .* over 11 items; expected/);
});

test("score: acc_norm divides by characters without the delimiter, and takes accuracy and confidence from the same scores", async () => {
  // per character −4/1 and −6/2; with the delimiter counted −4/2 and −6/3 would tie, and the first would be picked
  const items = [{ texts: ["a", "bb"], logs: [-4, -6], gold: 1 }, ...someItems(3, 0)];
  write("a", { tasks: { copa: items } });
  await importInto(at(), `${MAP}benchmarks: {copa: {score: acc_norm, choices: 2, chance: 0.5}}`);
  const loaded = await study();
  expect(cellOf(loaded, "copa").accuracy).toBe(1);
  expect(cellOf(loaded, "copa").confidence).toBeCloseTo(1 / (1 + Math.exp(-1)), 8);
});

test("a delimiter of another kind is taken from the settings of the task", async () => {
  write("a", { delimiter: "", tasks: { copa: [{ texts: [" a", "bb"], logs: [-4.1, -6], gold: 0 }] } });
  await importInto(at(), `${MAP}benchmarks: {copa: {score: acc_norm}}`);
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
  await importInto(at());
  expect(cellOf(await study(), "arc_easy").accuracy).toBe(1);
});

test.each([9, "9", -1, "[0, 4]"])(
  "a target that is no choice (%s) is refused with the item, right or wrong",
  async (target) => {
    const items = someItems(1, 3).map((item, index) => (index === 2 ? { ...item, target, acc: 0 } : item));
    write("a", { tasks: { arc_easy: items } });
    expect(await refusal(importInto(at()))).toMatch(
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
  await importInto(at());
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
  await importInto(at());
  const loaded = await study();
  const cell = cellOf(loaded, "winogrande");
  expect([cell.accuracy, cell.correctProb]).toEqual([0.5, 0.5]);
});

test("−∞ is a choice that the model rules out", async () => {
  write("a", { tasks: { copa: [{ texts: ["a", "b"], logs: ["-inf", -6], gold: 1 }] } });
  await importInto(at());
  expect(cellOf(await study(), "copa").confidence).toBe(1);
});

test("a log whose scores contradict its accuracy is refused with the item and the line", async () => {
  const items = someItems(1).map((item, index) => (index === 4 ? { ...item, acc: 1 - scored(item, false) } : item));
  write("a", { tasks: { arc_easy: items } });
  const message = await refusal(importInto(at()));
  expect(message).toMatch(
    /samples_arc_easy_.*\.jsonl:5 {2}item 4 has acc [01], but its log-probabilities pick choice \d and the target is \d/,
  );
  expect(left()).toEqual([]);
});

test("a log-probability above 0 or NaN is refused", async () => {
  write("a", { tasks: { arc_easy: [{ ...someItems(1, 1)[0]!, logs: [-1, "nan", -3, -4], acc: 1 }] } });
  expect(await refusal(importInto(at()))).toContain(
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
  const draft = await importInto(at(), null);
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
    await importInto(at());
    expect(cellOf(await study(), "gsm8k")).toMatchObject({ accuracy: 0.25, n: 4, confidence: null });
    rmSync(at("study"), { recursive: true });
    await importInto(at(), `${MAP}benchmarks: {gsm8k: {score: "exact_match,flexible-extract"}}`);
    expect(cellOf(await study(), "gsm8k").accuracy).toBe(0.75);
    expect((await study()).design.benchmarks[0]).toMatchObject({ chance: 0 });
  },
);

test("a partial run is imported, and the summary and the study say so", async () => {
  write("a", { original: 500, tasks: { arc_easy: someItems(1) } });
  for (const name of ["code", "wiki"])
    write(name, { model: `lab/${name}-150M-seed1-base`, original: 500, tasks: { arc_easy: someItems(2) } });
  expect(summary(await importInto(at())).notes).toEqual([
    "Partial runs: 12 of the 500 items of arc_easy (lab/web-150M-seed1-base and 2 more).",
  ]);
  expect((await study()).design.description).toContain("12 of the 500 items");
});

test("unit and covariates of the map are those of the study", async () => {
  write("a", { tasks: { arc_easy: someItems(1) } });
  const map = `${MAP}unit: {id: recipe, label: Recipe}
covariates: [{id: code_share, label: Share of code}]
mixtures: [{id: web, label: Web, covariates: {code_share: 0.1}}]
`;
  await importInto(at(), map);
  expect((await study()).design).toMatchObject({
    unit: { id: "recipe", label: "Recipe" },
    covariates: [{ id: "code_share", label: "Share of code" }],
    mixtures: [{ id: "web", covariates: { code_share: 0.1 } }],
  });
  rmSync(at("study"), { recursive: true });
  expect(await refusal(importInto(at(), map.replace("{code_share: 0.1", "{code_shar: 0.1")))).toMatch(
    /map\.yaml:8:\d+ .*code_shar is 0\.1; expected one of the covariates code_share\. Did you mean code_share\?/,
  );
});

test("a study that was imported may be read by others, and its results have no empty columns", async () => {
  write("a", { tasks: { arc_easy: someItems(1) } });
  await importInto(at());
  expect(statSync(at("study")).mode & 0o777).toBe(0o755);
  expect(readFileSync(at("study/results.csv"), "utf8").split("\n")[0]).toBe(
    "mixture,scale,seed,stage,benchmark,accuracy,n",
  );
});

test("a Git LFS pointer in the place of a log is named", async () => {
  write("a", { tasks: { arc_easy: someItems(1) } });
  writeFileSync(
    at("logs/a/samples_piqa.jsonl"),
    "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n",
  );
  expect(await refusal(importInto(at()))).toMatch(
    /samples_piqa\.jsonl {2}is a Git LFS pointer, not the file itself; .*git lfs pull/,
  );
});

test("samples that two runs appended to one file are refused", async () => {
  const { arc_easy: path } = write("a", { tasks: { arc_easy: someItems(1) } });
  appendFileSync(path!, readFileSync(path!));
  expect(await refusal(importInto(at()))).toMatch(
    /samples_arc_easy.*:13 {2}item 0 stands here again: the file holds two runs/,
  );
});

test("samples that do not add up to the results beside them are refused: a file cut at a line", async () => {
  const { arc_easy: path } = write("a", { tasks: { arc_easy: someItems(1) } });
  writeFileSync(path!, readFileSync(path!, "utf8").split("\n").slice(0, 7).join("\n"));
  expect(await refusal(importInto(at()))).toMatch(/the samples have acc [\d.]+ over 7 items; expected [\d.]+ over 12/);
});

test("a score that the samples have and the results lost is refused, unless the map chooses another", async () => {
  const folder = at("logs");
  writeLmEval(folder, { tasks: { arc_easy: someItems(1, 6) } });
  const results = readdirSync(folder).find((name) => name.startsWith("results_"))!;
  const text = readFileSync(join(folder, results), "utf8");
  writeFileSync(join(folder, results), text.replace(/\s*"acc,none": [\d.]+,/, ""));
  const message = await refusal(importInto(at()));
  expect(message).toContain("the samples have acc, and the results of arc_easy in");
  expect(message).toContain("`arc_easy: {score: acc_norm}`");
  await importInto(at(), `${MAP}benchmarks: {arc_easy: {score: acc_norm}}\n`);
  expect((await study()).cells.map(({ benchmark }) => benchmark)).toEqual(["arc_easy"]);
});

test("a truncated JSON line is named with its place", async () => {
  const { arc_easy: path } = write("a", { tasks: { arc_easy: someItems(1) } });
  writeFileSync(path!, readFileSync(path!, "utf8").slice(0, -40));
  expect(await refusal(importInto(at()))).toMatch(
    /samples_arc_easy.*:12:\d+ {2}the file ends in the middle of a JSON value/,
  );
  expect(left()).toEqual([]);
});

test("two files with the samples of one task of a run are refused", async () => {
  const { arc_easy: path } = write("a", { tasks: { arc_easy: someItems(1) } });
  writeFileSync(path!.replace("samples_", "samples_copy_"), readFileSync(path!));
  expect(await refusal(importInto(at()))).toContain("the samples of arc_easy of this run stand in another file, too");
});

test("samples inside the results file are read like those beside it", async () => {
  const { arc_easy: path } = write("a", { tasks: { arc_easy: someItems(1) } });
  const rows = readFileSync(path!, "utf8")
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
  rmSync(path!);
  write("a", { tasks: { arc_easy: someItems(1) }, extra: { samples: { arc_easy: rows } }, samples: false });
  expect(summary(await importInto(at()))).toMatchObject({ rows: 12, cells: 1 });
});

test("all that is wrong is told at once", async () => {
  write("a", { model: "one", tasks: { arc_easy: someItems(1) } });
  write("b", { model: "two", tasks: { arc_easy: someItems(2) } });
  expect(await refusal(importInto(at()))).toMatch(
    /model one has no[\s\S]*model two has no[\s\S]*2 faults found; nothing was written/,
  );
});

test("other files are left out by their content, with the reason", async () => {
  write("a", { tasks: { arc_easy: someItems(1) } });
  writeFileSync(at("logs/samples_notes.jsonl"), '{"a": 1}\n{"a": 2}\n');
  writeFileSync(at("logs/empty.json"), "");
  expect(summary(await importInto(at())).skipped).toEqual([
    expect.stringMatching(/empty\.json: is empty/),
    expect.stringMatching(/samples_notes\.jsonl: is no log of lm-evaluation-harness/),
  ]);
});

test("an output that is there already is refused before anything is read, and stays", async () => {
  mkdirSync(at("study"));
  writeFileSync(at("study/keep.txt"), "mine");
  write("a", { tasks: { arc_easy: someItems(1) } });
  expect(await refusal(importInto(at()))).toContain("is there already");
  expect(readdirSync(at("study"))).toEqual(["keep.txt"]);
});

test("log-probabilities come along where the map declares the choices", async () => {
  write("a", { tasks: { arc_easy: someItems(1) } });
  await importInto(at(), `${MAP}benchmarks: {arc_easy: {choices: 4}}`);
  const loaded = await study();
  const items = loaded.items.get(cellKey(cellOf(loaded, "arc_easy")))!;
  expect(items.logprobs?.length).toBe(48);
});
