import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterEach, beforeEach, expect, test } from "vitest";
import { importStudy } from "../../src/importers/import-study.ts";
import { loadStudy } from "../../src/study/load-study.ts";
import { importInto, MAP, refusal } from "./import-into.ts";
import { writeZip } from "./write-zip.ts";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "import-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const put = (path: string, content: string | Uint8Array) => {
  mkdirSync(dirname(join(root, "logs", path)), { recursive: true });
  writeFileSync(join(root, "logs", path), content);
};
const cells = async () => (await loadStudy(join(root, "study"))).cells;
const softmax = (...scores: number[]) => {
  const total = scores.reduce((sum, score) => sum + Math.exp(score), 0);
  return Math.max(...scores.map((score) => Math.exp(score) / total));
};

const olmesChoices = [
  {
    sum_logits: -6,
    num_tokens: 2,
    num_tokens_all: 40,
    is_greedy: false,
    sum_logits_uncond: -9,
    num_chars: 12,
    bits_per_byte: 6 / 12 / Math.LN2,
  },
  {
    sum_logits: -4,
    num_tokens: 1,
    num_tokens_all: 39,
    is_greedy: true,
    sum_logits_uncond: -5,
    num_chars: 4,
    bits_per_byte: 4 / 4 / Math.LN2,
  },
];
const olmesRow = (doc: number, gold: number) => ({
  doc_id: doc,
  native_id: `Mercury_${doc}`,
  metrics: {
    predicted_index_raw: 1,
    predicted_index_per_char: 0,
    correct_choice: gold,
    acc_raw: gold === 1 ? 1 : 0,
    acc_per_token: gold === 0 ? 1 : 0,
    acc_per_char: gold === 0 ? 1 : 0,
    acc_per_byte: gold === 0 ? 1 : 0,
    acc_uncond: null,
    no_answer: 0,
    sum_logits_corr: -5.5,
  },
  model_output: olmesChoices,
  label: gold,
  task_hash: "t1",
  model_hash: "m1",
});
const olmesMetrics = (extra: object = {}) => ({
  task_name: "arc_easy",
  task_hash: "t1",
  model_hash: "m1",
  model_config: { model: "lab/web-150M-seed1-base", revision: null, model_type: "hf" },
  task_config: {
    task_name: "arc_easy",
    primary_metric: "acc_per_char",
    limit: null,
    metadata: { regimes: ["OLMES-v0.1"] },
  },
  num_instances: 3,
  metrics: {
    acc_raw: 1 / 3,
    acc_per_token: 2 / 3,
    acc_per_char: 2 / 3,
    acc_per_byte: 2 / 3,
    no_answer: 0,
    primary_score: 2 / 3,
  },
  task_idx: 0,
  ...extra,
});

test("olmes: items with the softmax of summed or of length-normalised log-probabilities, each with its own accuracy", async () => {
  put("r/task-000-arc_easy-metrics.json", JSON.stringify(olmesMetrics()));
  put(
    "r/task-000-arc_easy-predictions.jsonl",
    [0, 1, 0].map((gold, doc) => JSON.stringify(olmesRow(doc, gold))).join("\n"),
  );
  put(
    "r/metrics-all.jsonl",
    `${JSON.stringify(olmesMetrics())}\n${JSON.stringify(olmesMetrics({ task_name: "suite", task_hash: "s", task_config: { metadata: { num_tasks: 9 } } }))}\n`,
  );
  const result = await importInto(root, `${MAP}benchmarks: {arc_easy: {score: acc_raw}}`, "olmes");
  expect(result.summary.skipped).toEqual(["suite: means over tasks, which are there by themselves"]);
  expect(await cells()).toMatchObject([{ benchmark: "arc_easy", accuracy: 1 / 3, n: 3 }]);
  expect((await cells())[0]!.confidence).toBeCloseTo(softmax(-6, -4), 8);
  const perCharacter = ["", "score: acc_per_char, ", "score: acc_per_byte, "]; // the first is the task’s own primary metric
  for (const score of perCharacter) {
    rmSync(join(root, "study"), { recursive: true });
    await importInto(root, `${MAP}benchmarks: {arc_easy: {${score}choices: 2}}`, "olmes");
    expect((await cells())[0]).toMatchObject({ accuracy: 2 / 3 });
    expect((await cells())[0]!.confidence).toBeCloseTo(softmax(-0.5, -1), 8);
  }
});

test("olmes: a primary metric that the predictions cannot bear is left for one that they can", async () => {
  const config = { task_config: { primary_metric: "acc_uncond" }, num_instances: 1 };
  put(
    "r/task-000-arc_easy-metrics.json",
    JSON.stringify(olmesMetrics({ ...config, metrics: { acc_raw: 0, acc_uncond: 0 } })),
  );
  const row = olmesRow(0, 0);
  const output = olmesChoices.map(({ sum_logits_uncond, ...choice }) => choice);
  put(
    "r/task-000-arc_easy-predictions.jsonl",
    JSON.stringify({ ...row, metrics: { ...row.metrics, acc_uncond: 0 }, model_output: output }),
  );
  const draft = await importInto(root, null, "olmes");
  expect(draft.kind === "draft" && draft.text).toContain("score: acc_raw}");
});

test("olmes: predictions that contradict themselves, or their metrics, are refused", async () => {
  put("r/task-000-arc_easy-metrics.json", JSON.stringify(olmesMetrics()));
  put(
    "r/task-000-arc_easy-predictions.jsonl",
    [0, 1, 1].map((gold, doc) => JSON.stringify(olmesRow(doc, gold))).join("\n"),
  );
  expect(await refusal(importInto(root, MAP, "olmes"))).toContain(
    "the predictions have acc_per_char 0.333333 over 3 items; expected 0.666667 over 3",
  );
  const wrong = { ...olmesRow(0, 0), metrics: { ...olmesRow(0, 0).metrics, acc_per_char: 0 } };
  put("r/task-000-arc_easy-predictions.jsonl", `${JSON.stringify(wrong)}\n${JSON.stringify(olmesRow(1, 0))}\n`);
  expect(await refusal(importInto(root, MAP, "olmes"))).toMatch(
    /predictions\.jsonl:1 {2}item 0 has acc_per_char 0, but .* pick choice 0 and the target is 0/,
  );
});

test("olmes, inspect: a right choice that there is not is refused with the item", async () => {
  put("r/task-000-arc_easy-metrics.json", JSON.stringify(olmesMetrics({ num_instances: 1, metrics: { acc_raw: 0 } })));
  const row = olmesRow(0, 0);
  put(
    "r/task-000-arc_easy-predictions.jsonl",
    JSON.stringify({ ...row, metrics: { ...row.metrics, correct_choice: 5 } }),
  );
  expect(await refusal(importInto(root, MAP, "olmes"))).toContain("item 0 has the right choice 5, and 2 choices");
  rmSync(join(root, "logs"), { recursive: true });
  put("log.json", JSON.stringify({ ...inspectHeader, results: {}, samples: [inspectSample(1, "Z", "A")] }));
  expect(await refusal(importInto(root, MAP, "inspect"))).toContain("sample 1 has the target Z, and 2 choices");
});

test.each(["parquet", "csv"])(
  "data-decide (%s): the last step of every model; seeds in words are numbered in the draft",
  async (kind) => {
    const rows = ["DCLM-Baseline", "Dolma1.7"].flatMap((data) =>
      ["default", "small aux 2"].flatMap((seed) =>
        [1000, 2000].map((step) => ({
          params: "150M",
          data,
          task: "arc_easy",
          step,
          seed,
          metrics: `{'acc_raw': ${step / 10000}, 'acc_per_char': 0.5, 'predicted_index_raw': nan, 'no_answer': None, 'primary_metric': 0.5}`,
        })),
      ),
    );
    const names = ["params", "data", "task", "step", "seed", "metrics"] as const;
    if (kind === "parquet") {
      const columnData = names.map((name) => ({ name, data: rows.map((row) => row[name]) }));
      put("train.parquet", new Uint8Array(parquetWriteBuffer({ columnData })));
    } else
      put(
        "train.csv",
        `${names.join(",")}\n${rows.map((row) => names.map((name) => `"${row[name]}"`).join(",")).join("\n")}\n`,
      );
    const draft = await importInto(root, null, "data-decide");
    if (draft.kind !== "draft") throw new Error("no draft");
    expect(draft.open).toEqual([]);
    await importInto(root, draft.text, "data-decide");
    expect((await cells()).map(({ mixture, scale, seed, accuracy }) => [mixture, scale, seed, accuracy])).toEqual([
      ["dclm-baseline", "150m", 0, 0.2],
      ["dclm-baseline", "150m", 1, 0.2],
      ["dolma1.7", "150m", 0, 0.2],
      ["dolma1.7", "150m", 1, 0.2],
    ]);
  },
);

test("llm-foundry: eval_metrics of DCLM and of a training log", async () => {
  const dclm = {
    name: "lab/web-150M-seed1-base",
    uuid: "0",
    eval_metrics: { perplexity: 3, icl: { arc_easy: 0.5, mmlu_zeroshot: 0.25 } },
  };
  const long = { "metrics/arc_easy/10-shot/InContextLearningMultipleChoiceAccuracy": 0.75, "metrics/icl/Core": 0.3 };
  put("a.json", JSON.stringify(dclm));
  put("b.json", JSON.stringify({ name: "lab/web-150M-seed1-sft", eval_metrics: long }));
  const map = `${MAP}benchmarks: {arc_easy: {chance: 0.25}, mmlu_zeroshot: {chance: 0.25}, arc_easy (10-shot): {id: arc-10, chance: 0.25}}`;
  await importInto(root, map, "llm-foundry");
  expect((await cells()).map(({ benchmark, stage, accuracy }) => [benchmark, stage, accuracy])).toEqual([
    ["arc_easy", "pretrain", 0.5],
    ["mmlu_zeroshot", "pretrain", 0.25],
    ["arc-10", "sft", 0.75],
  ]);
});

const helmStat = (name: string, mean: number, extra: object = {}) => ({
  name: { name, split: "test", ...extra },
  count: 1,
  sum: mean,
  sum_squared: mean,
  min: mean,
  max: mean,
  mean,
  variance: 0,
  stddev: 0,
});

test("helm: instances of one run, without perturbed ones and further trials", async () => {
  put(
    "mmlu/run_spec.json",
    JSON.stringify({
      name: "mmlu:subject=anatomy,method=multiple_choice_joint,model=lab_web-150M-seed1-base",
      scenario_spec: { class_name: "x", args: {} },
      adapter_spec: { method: "multiple_choice_joint", model: "lab/web-150M-seed1-base" },
      metric_specs: [],
      groups: ["mmlu"],
    }),
  );
  const rows = [
    { instance_id: "id0", train_trial_index: 0, stats: [helmStat("exact_match", 1), helmStat("num_bytes", 9)] },
    {
      instance_id: "id0",
      perturbation: { name: "dialect" },
      train_trial_index: 0,
      stats: [helmStat("exact_match", 0)],
    },
    { instance_id: "id1", train_trial_index: 0, stats: [helmStat("exact_match", 0)] },
    { instance_id: "id1", train_trial_index: 1, stats: [helmStat("exact_match", 1)] },
  ];
  put("mmlu/per_instance_stats.json", JSON.stringify(rows));
  put("mmlu/stats.json", JSON.stringify([helmStat("exact_match", 0.5)]));
  put("mmlu/scenario.json", JSON.stringify({ name: "mmlu", definition_path: "x.py" }));
  put("mmlu/scenario_state.json", JSON.stringify({ adapter_spec: {}, request_states: [] }));
  put("mmlu/instances.json", JSON.stringify([{ input: { text: "?" }, references: [], id: "id0" }]));
  put("mmlu/display_predictions.json", JSON.stringify([{ instance_id: "id0", predicted_text: "A", stats: {} }]));
  const name = "mmlu:subject=anatomy,method=multiple_choice_joint";
  const result = await importInto(
    root,
    `${MAP}benchmarks: {"${name}": {id: anatomy, chance: 0.25, choices: 4}}`,
    "helm",
  );
  expect(result.summary.skipped).toEqual([expect.stringContaining("2 perturbed instances and further trials")]);
  expect(result.summary.notes).toEqual(["The logs hold no confidence: this study is of accuracy alone."]);
  expect((await loadStudy(join(root, "study"))).design.benchmarks[0]?.label).toBe("MMLU, anatomy");
  expect(await cells()).toMatchObject([{ benchmark: "anatomy", accuracy: 0.5, n: 2, confidence: null }]);
  put("lost/per_instance_stats.json", JSON.stringify(rows));
  rmSync(join(root, "study"), { recursive: true });
  expect(await refusal(importInto(root, MAP, "helm"))).toContain("has no run_spec.json beside it");
});

const inspectSample = (id: number, target: string, answer: string, epoch = 1) => ({
  id,
  epoch,
  input: `Question ${id}`,
  choices: ["one", "two"],
  target,
  output: {
    model: "m",
    choices: [
      {
        stop_reason: "stop",
        logprobs: {
          content: [
            { token: "ANSWER", logprob: 0, top_logprobs: [] },
            {
              token: ` ${answer}`,
              logprob: -0.2,
              top_logprobs: [
                { token: " A", logprob: answer === "A" ? -0.2 : -2 },
                { token: " B", logprob: answer === "B" ? -0.2 : -2 },
              ],
            },
          ],
        },
      },
    ],
  },
  scores: { choice: { value: answer === target ? "C" : "I", answer, explanation: answer } },
});
const inspectHeader = {
  version: 2,
  status: "success",
  eval: {
    task: "inspect_evals/arc_easy",
    model: "lab/web-150M-seed1-base",
    dataset: { name: "arc", samples: 3 },
    model_args: {},
  },
  plan: {},
  results: { total_samples: 3, completed_samples: 3 },
  stats: {},
};
const inspectSamples = [inspectSample(1, "A", "A"), inspectSample(2, "B", "A"), inspectSample(2, "B", "B", 2)];

test.each(["json", "deflate", "zstd"])(
  "inspect (%s): right and wrong answers, and the confidence of the letters",
  async (kind) => {
    if (kind === "json") put("log.json", JSON.stringify({ ...inspectHeader, samples: inspectSamples }));
    else {
      const files = Object.fromEntries(
        inspectSamples.map((own) => [`samples/${own.id}_epoch_${own.epoch}.json`, JSON.stringify(own)]),
      );
      put(
        "log.eval",
        writeZip(
          { "_journal/start.json": "{}", ...files, "header.json": JSON.stringify(inspectHeader) },
          kind === "zstd" ? 93 : 8,
        ),
      );
    }
    const result = await importInto(root, MAP, "inspect");
    expect(result.summary.notes).toEqual(["Partial runs: 2 of the 3 items of arc_easy (lab/web-150M-seed1-base)."]);
    expect(await cells()).toMatchObject([{ benchmark: "arc_easy", accuracy: 0.5, n: 2 }]);
    expect((await cells())[0]!.confidence).toBeCloseTo(softmax(-0.2, -2), 8);
  },
);

test("inspect: repeats: latest keeps the newest log", async () => {
  const log = (created: string, right: string) => ({
    ...inspectHeader,
    eval: { ...inspectHeader.eval, created },
    results: {},
    samples: [inspectSample(1, "A", right)],
  });
  put("a.json", JSON.stringify(log("2024-05-01T10:00:00+00:00", "B")));
  put("b.json", JSON.stringify(log("2025-05-01T10:00:00+00:00", "A")));
  const { skipped } = (await importInto(root, `${MAP}repeats: latest`, "inspect")).summary;
  expect(skipped).toEqual([expect.stringMatching(/a\.json: an older run than .*b\.json/)]);
  expect((await cells())[0]).toMatchObject({ accuracy: 1 });
});

test("inspect: a log with fewer samples than it says is refused", async () => {
  put("log.json", JSON.stringify({ ...inspectHeader, samples: inspectSamples.slice(1) }));
  expect(await refusal(importInto(root, MAP, "inspect"))).toContain("has 2 samples; expected 3, as it says itself");
});

test("inspect: an archive that was cut off is refused", async () => {
  const whole = writeZip({
    "header.json": JSON.stringify(inspectHeader),
    "samples/1.json": JSON.stringify(inspectSamples[0]),
  });
  put("log.eval", whole.subarray(0, whole.length - 30));
  expect(await refusal(importInto(root, MAP, "inspect"))).toMatch(/log\.eval {2}is damaged \(the archive has no end\)/);
});

const MIXTURE_ROWS = "data_mix,size,random_seed,phase,task,acc,doc,ok\n";

test.each(["plain", "gz", "tsv"])(
  "table (%s): columns by the map or their usual names, a row for each answer",
  async (kind) => {
    const rows = [
      "Web Heavy,150M,1,base,Piqa,,7,true,0.8",
      "Web Heavy,150M,1,base,Piqa,,8,0,0.6",
      "Code,150M,1,base,Piqa,,7,1,0.9",
    ].join("\n");
    const text = `${MIXTURE_ROWS.trim()},conf\n${rows}\n`;
    const written = kind === "tsv" ? text.replaceAll(",", "\t") : text;
    put("rows.csv", kind === "gz" ? gzipSync(written) : written);
    const map =
      "columns: {item: doc, correct: ok, confidence: conf}\nvalues: {mixture: {Code: code-heavy}}\nbenchmarks: {Piqa: {id: piqa, chance: 0.5, choices: 2}}";
    await importInto(root, map, "table");
    expect(
      (await cells()).map(({ mixture, accuracy, confidence, stage }) => [mixture, accuracy, confidence, stage]),
    ).toEqual([
      ["code-heavy", 1, 0.9, "base"],
      ["web-heavy", 0.5, 0.7, "base"],
    ]);
  },
);

test("table: a map of columns alone drafts the rest, with these columns in it", async () => {
  const rows = ["Web Heavy,150M,1,base,Piqa,0.75", "Web Heavy,150M,1,tuned,Piqa,0.5", "Code,150M,1,base,Piqa,0.5"];
  put("rows.csv", `gemisch,size,los,phase,task,quote\n${rows.join("\n")}\n`);
  expect(await refusal(importInto(root, null, "table"))).toContain(
    "with that alone, and no --out, the rest is drafted",
  );
  const file = join(root, "columns.yaml");
  writeFileSync(file, "columns: {mixture: gemisch, seed: los, accuracy: quote}\n");
  const request = { format: "table", paths: [join(root, "logs")], out: null, map: file };
  const draft = await importStudy(request, () => {});
  if (draft.kind !== "draft") throw new Error("no draft");
  expect(draft.text).toContain(
    "columns: {mixture: gemisch, seed: los, accuracy: quote, scale: size, stage: phase, benchmark: task}",
  );
  expect(draft.text).toMatch(
    / {2}mixture: {Code: code, Web Heavy: web-heavy}\n {2}scale: .*\n {2}stage: {base: pretrain, tuned: sft}/,
  );
  expect(draft.text).toContain("  - {id: web-heavy, label: Web Heavy}");
  expect(draft.text).not.toContain("models:");
  expect(draft.open).toEqual([]);
  await importInto(root, draft.text, "table");
  expect((await cells()).map(({ mixture, seed, stage, accuracy }) => [mixture, seed, stage, accuracy])).toEqual([
    ["code", 1, "pretrain", 0.5],
    ["web-heavy", 1, "pretrain", 0.75],
    ["web-heavy", 1, "sft", 0.5],
  ]);
  writeFileSync(file, `${MAP}columns: {mixture: gemisch}\n`);
  expect(await refusal(importStudy(request, () => {}))).toContain("--out is missing");
});

test("table: results by the name of the model, and what is wrong with every row", async () => {
  put(
    "results.csv",
    "model,task,score,n\nlab/web-150M-seed1-base,piqa,0.75,4\nlab/web-150M-seed1-sft,piqa,75,4\nlab/code-150M-seed1-sft,piqa,,4\n",
  );
  const map = `${MAP}benchmarks: {piqa: {chance: 0.5, choices: 2}}`;
  const message = await refusal(importInto(root, map, "table"));
  expect(message).toMatch(
    /results\.csv:3 {2}accuracy is 75; expected a share in \[0, 1\]\. Divide percentages by 100 first\.\n.*results\.csv:4 {2}accuracy is empty/,
  );
  put("results.csv", "model,task,score,n\nlab/web-150M-seed1-base,piqa,0.75,4\n");
  await importInto(root, map, "table");
  expect(await cells()).toMatchObject([{ accuracy: 0.75, n: 4 }]);
});

test("table: Parquet with 32-bit numbers gives the decimals that were meant", async () => {
  const columnData = [
    { name: "model", data: ["lab/web-150M-seed1-base", "lab/web-150M-seed1-base"] },
    { name: "benchmark", data: ["piqa", "piqa"] },
    { name: "item", data: [1, 2] },
    { name: "correct", data: [true, false] },
    { name: "confidence", data: new Float32Array([0.36657 + 0.4, 0.6]) },
  ];
  put("items.parquet", new Uint8Array(parquetWriteBuffer({ columnData })));
  await importInto(root, `${MAP}benchmarks: {piqa: {chance: 0.5, choices: 2}}`, "table");
  expect((await cells())[0]).toMatchObject({ accuracy: 0.5, confidence: 0.683285 });
});

test("table: a header that is not understood is refused with how to say it; so is a CSV that breaks", async () => {
  put("results.csv", "a,b,c\n1,2,3\n");
  expect(await refusal(importInto(root, MAP, "table"))).toContain(
    "no column is known as benchmark, model (or mixture), accuracy (or item and correct); it has a, b, c",
  );
  put("results.csv", 'model,task,score\nx,piqa,0.5\n"y,piqa,0.5\n');
  expect(await refusal(importInto(root, MAP, "table"))).toMatch(/results\.csv {2}cannot be read \(/);
});

test("a format that is not known, and a folder with nothing of the format, are refused", async () => {
  put("readme.txt", "nothing\n");
  expect(await refusal(importInto(root, MAP, "lmeval"))).toContain("Did you mean lm-eval?");
  expect(await refusal(importInto(root, MAP, "lm-eval"))).toContain("holds no evaluations that can be imported");
});
