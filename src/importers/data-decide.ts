import type { Evaluation } from "./evaluation.ts";
import type { Importer, ReadOptions } from "./importer.ts";
import type { LogFile } from "./log-file.ts";
import { isObject, parseJson } from "./parse-json.ts";
import { type TableRow, tableHead, tableRows, textHead } from "./table-rows.ts";
import { tableFault, UnreadableTable } from "./unreadable-table.ts";
import { sharesOf, usualScore } from "./usual-score.ts";

const COLUMNS = ["params", "data", "task", "step", "seed", "metrics"];
const USUAL = ["acc_raw", "primary_metric", "acc_per_char", "exact_match"];

/**
 * DataDecide’s published table of results: a row for each model size, data recipe, seed, training step and task, its scores
 * an object as text. Of each model the last step that has the task counts. Means alone, so the study is of accuracy; all
 * of its models are pretrained ones.
 */
export const dataDecide: Importer = {
  name: "data-decide",
  title: "DataDecide’s table of results",
  recognises(file) {
    if (file.kind === "parquet") return file.tail().includes("params") && file.tail().includes("metrics");
    const head = file.kind === "text" ? textHead(file) : null;
    return head !== null && COLUMNS.every((name) => head.includes(name));
  },
  async *read(files, options) {
    const last = new Map<string, number>();
    for (const pass of ["steps", "rows"] as const) {
      for (const file of files) {
        options.step(`reading ${file.shown} (${pass})`);
        try {
          yield* rowsOf(file, pass, last, options);
        } catch (error) {
          if (!(error instanceof UnreadableTable)) throw error;
          if (pass === "steps") options.faults.add(tableFault(file, error));
        }
      }
      if (options.faults.all.length > 0) return;
    }
  },
};

/** First the last step of every model and task, then the evaluations at it. */
async function* rowsOf(
  file: LogFile,
  pass: "steps" | "rows",
  last: Map<string, number>,
  options: ReadOptions,
): AsyncGenerator<Evaluation> {
  const head = (await tableHead(file)) ?? [];
  const missing = COLUMNS.filter((name) => !head.includes(name));
  if (missing.length > 0) {
    if (pass === "steps") options.skipped(`${file.shown}: has no column ${missing.join(", ")}`);
    return;
  }
  for await (const row of tableRows(file, head, pass === "steps" ? COLUMNS.slice(0, 5) : COLUMNS)) {
    const field = (name: string) => row.values[head.indexOf(name)] ?? "";
    const task = field("task");
    if (options.skips(task)) continue;
    const key = [field("params"), field("data"), field("seed"), task].join("\u0000");
    const step = Number(field("step"));
    const refuse = (value: string, expected: string) =>
      options.faults.add({ file: file.shown, line: row.line, value, expected, todo: "Download the table again." });
    if (!(field("step") !== "" && step >= 0)) {
      if (pass === "steps") refuse(`step is ${field("step") || "empty"}`, "a number");
      continue;
    }
    if (pass === "steps") {
      if (!(last.get(key)! >= step)) last.set(key, step);
      continue;
    }
    if (last.get(key) !== step) continue;
    const scores = scoresOf(field("metrics"));
    if (scores === null) {
      refuse(`the scores of ${task} cannot be read`, "an object of scores");
      continue;
    }
    const offered = sharesOf(scores);
    const score = usualScore(task, offered, USUAL, options);
    const names = offered.map(({ name }) => name);
    if (score !== null) yield evaluation(file, row, field, score.name, score.value, names);
  }
}

/** JSON, or an object as Python prints it. */
function scoresOf(text: string): Readonly<Record<string, unknown>> | null {
  const json = text
    .replace(/'((?:[^'\\]|\\.)*)'/g, (_, inside: string) => JSON.stringify(inside))
    .replace(/\bNone\b|\bnan\b/g, "null")
    .replace(/\bTrue\b/g, "true")
    .replace(/\bFalse\b/g, "false");
  for (const candidate of [text, json]) {
    try {
      const value = parseJson(candidate);
      if (isObject(value)) return value;
    } catch {
      // the other way of writing it
    }
  }
  return null;
}

function evaluation(
  file: LogFile,
  { line }: TableRow,
  field: (name: string) => string,
  score: string,
  accuracy: number | null,
  scores: readonly string[],
) {
  const [params, data, seed] = [field("params"), field("data"), field("seed")];
  return {
    file: file.shown,
    line,
    source: `${file.path}:${line}`,
    date: null,
    model: `${data} ${params} ${seed}`,
    told: { mixture: data, scale: params, seed, stage: "pretrain" },
    benchmark: field("task"),
    group: null,
    settings: null,
    score,
    scores,
    accuracy,
    n: null,
    confidence: null,
    items: null,
    partial: null,
    notes: ["Of every model the last step that has the task is taken."],
  };
}
