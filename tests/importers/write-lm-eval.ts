import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Versions of lm-evaluation-harness whose files differ: 0.3, the rewrite of 2023, and what it became in 2024. */
export type LmEvalShape = "0.3" | "2023" | "2024";

/** A multiple-choice item as tests write it. */
export interface WrittenItem {
  readonly texts: readonly string[];
  readonly logs: readonly (number | string)[];
  /** index of the right choice */
  readonly gold: number;
  /** as logged; the index by default */
  readonly target?: unknown;
  /** as logged; computed by default */
  readonly acc?: number;
  readonly prompts?: readonly string[];
}

/** A run as tests write it. */
export interface WrittenRun {
  readonly shape?: LmEvalShape;
  readonly model?: string;
  readonly args?: string | Readonly<Record<string, unknown>>;
  readonly date?: string;
  readonly seconds?: number;
  readonly tasks: Readonly<Record<string, readonly WrittenItem[]>>;
  /** merged into the results file */
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly original?: number;
  readonly samples?: boolean;
  readonly delimiter?: string;
  readonly shots?: number;
}

const sha = (text: string) => createHash("sha256").update(text).digest("hex");
const most = (values: readonly number[]) => values.indexOf(Math.max(...values));
const number = (log: number | string) => (log === "-inf" ? Number.NEGATIVE_INFINITY : Number(log));

/** Whether the tool would call the item right, by the sum of log-probabilities or that per character. */
export function scored({ texts, logs, gold }: WrittenItem, isNormalised: boolean): number {
  const values = logs.map((log, index) => number(log) / (isNormalised ? [...texts[index]!].length : 1));
  return most(values) === gold ? 1 : 0;
}

/** Writes the files of one run into `folder` and returns the paths of its samples by task. */
export function writeLmEval(folder: string, run: WrittenRun): Readonly<Record<string, string>> {
  const {
    shape = "2024",
    model = "lab/web-150M-seed1-base",
    date = "2024-11-02T10-15-30.123456",
    delimiter = " ",
  } = run;
  mkdirSync(folder, { recursive: true });
  const paths: Record<string, string> = {};
  const results: Record<string, unknown> = {};
  const counts: Record<string, unknown> = {};
  const hashes: Record<string, string> = {};
  for (const [task, items] of Object.entries(run.tasks)) {
    const rows = items.map((item, index) => sampleOf(item, task, index, shape, delimiter));
    const mean = (metric: "acc" | "acc_norm") => rows.reduce((sum, row) => sum + row[metric], 0) / rows.length;
    results[task] =
      shape === "0.3"
        ? { acc: mean("acc"), acc_stderr: 0.01, acc_norm: mean("acc_norm"), acc_norm_stderr: 0.01 }
        : {
            ...(shape === "2024" ? { alias: task } : {}),
            "acc,none": mean("acc"),
            "acc_stderr,none": "N/A",
            "acc_norm,none": mean("acc_norm"),
            "acc_norm_stderr,none": 0.01,
          };
    counts[task] = { original: run.original ?? items.length, effective: items.length };
    if (shape === "0.3" && run.samples === true) {
      paths[task] = join(folder, `${task}_write_out_info.json`);
      writeFileSync(paths[task], JSON.stringify(items.map(writtenOut), null, 4));
    }
    if (shape === "0.3" || run.samples === false) continue;
    const name =
      shape === "2023" ? `pretrained__${model.replace("/", "__")}_${task}.jsonl` : `samples_${task}_${date}.jsonl`;
    paths[task] = join(folder, name);
    const text =
      shape === "2023" ? JSON.stringify(rows, null, 2) : `${rows.map((row) => JSON.stringify(row)).join("\n")}\n`;
    writeFileSync(paths[task], text);
    hashes[task] = sha(rows.map((row) => `${row.doc_hash}${row.prompt_hash}${row.target_hash}`).join(""));
  }
  const args = run.args ?? `pretrained=${model},dtype=float16`;
  const versions = Object.fromEntries(Object.keys(run.tasks).map((task) => [task, 1]));
  const config = { model: "hf", model_args: args, batch_size: "auto", limit: null, bootstrap_iters: 100000 };
  const configs = Object.fromEntries(
    Object.keys(run.tasks).map((task) => [task, { task, output_type: "multiple_choice", target_delimiter: delimiter }]),
  );
  const document =
    shape === "0.3"
      ? { results, versions, config: { ...config, model: "hf-causal", num_fewshot: 0, description_dict: {} } }
      : {
          results,
          configs,
          versions,
          config,
          git_hash: "abc1234",
          ...(shape === "2024"
            ? {
                "n-shot": Object.fromEntries(Object.keys(run.tasks).map((task) => [task, run.shots ?? 0])),
                "n-samples": counts,
                date: run.seconds ?? 1730542530.5,
                task_hashes: hashes,
                model_source: "hf",
                model_name: model,
                model_name_sanitized: model.replace("/", "__"),
                total_evaluation_time_seconds: "61.5",
              }
            : {}),
        };
  const name = shape === "2024" ? `results_${date}.json` : "results.json";
  writeFileSync(join(folder, name), JSON.stringify({ ...document, ...run.extra }, null, 2));
  return paths;
}

/** A row of what 0.3 writes with `--write_out`. */
function writtenOut(item: WrittenItem, index: number) {
  const prompts = item.texts.map((text, choice) => [`prompt_${choice}`, `Question ${index}\nAnswer: ${text}`]);
  const logits = item.logs.map((log, choice) => [`logit_${choice}`, number(log)]);
  return {
    doc_id: index,
    ...Object.fromEntries([...prompts, ...logits]),
    truth: item.target ?? item.gold,
    acc: (item.acc ?? scored(item, false)).toFixed(1),
    acc_norm: scored(item, true).toFixed(1),
  };
}

function sampleOf(item: WrittenItem, task: string, index: number, shape: LmEvalShape, delimiter: string) {
  const { texts, logs, gold, prompts } = item;
  const asked = texts.map((text, choice) => [prompts?.[choice] ?? `Question ${index}\nAnswer:`, `${delimiter}${text}`]);
  const plain = logs.map((log) => [number(log), false] as const);
  const text = logs.map((log) => [String(log), "False"] as const);
  const target = item.target ?? gold;
  const own = {
    doc_id: index,
    doc: { question: `Question ${index}`, task },
    target: shape === "2023" ? target : String(target),
    arguments:
      shape === "2023"
        ? asked
        : Object.fromEntries(asked.map(([a, b], choice) => [`gen_args_${choice}`, { arg_0: a, arg_1: b }])),
    resps: shape === "2023" ? plain.map((pair) => [pair]) : text.map((pair) => [pair]),
    filtered_resps: shape === "2023" ? plain : text,
    acc: item.acc ?? scored(item, false),
    acc_norm: scored(item, true),
  };
  return {
    ...own,
    ...(shape === "2024" ? { filter: "none", metrics: ["acc", "acc_norm"] } : {}),
    doc_hash: sha(`${task} ${index}`),
    prompt_hash: sha(`prompt ${task} ${index}`),
    target_hash: sha(String(target)),
  };
}

/** Items of four choices whose best choice depends on whether its length counts: the same for the same model. */
export function someItems(seed: number, count = 12): readonly WrittenItem[] {
  const texts = ["red", "a rather long answer", "blue one", "yes"];
  return Array.from({ length: count }, (_, item) => {
    const logs = texts.map((text, choice) => {
      const x = Math.abs(Math.sin(seed * 7.1 + item * 3.3 + choice * 1.7));
      return -Number((0.5 + 2.5 * x + 0.2 * text.length).toFixed(6));
    });
    return { texts, logs, gold: (item * 3) % 4 };
  });
}
