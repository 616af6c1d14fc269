import { basename, dirname } from "node:path";
import type { Evaluation, Item } from "./evaluation.ts";
import type { Importer, ReadOptions } from "./importer.ts";
import { jsonRows } from "./json-rows.ts";
import { listed } from "./listed.ts";
import type { LogFile } from "./log-file.ts";
import { isObject, type JsonObject } from "./parse-json.ts";
import { SampleError, sampleFault } from "./sample-error.ts";
import { plainItem, scoredItem, wholeColumns } from "./scored-item.ts";
import { type OfferedScore, sharesOf, usualScore } from "./usual-score.ts";

const USUAL = ["acc_raw", "exact_match", "acc_per_char", "acc_per_token", "acc", "primary_score", "f1", "pass_at_1"];

/**
 * How each accuracy compares the choices: a score in nats from what the log has of one choice. Logged quotients go before
 * computed ones, so that ties are the tool’s.
 */
const SCORES: Readonly<Record<string, (choice: JsonObject) => number>> = {
  acc_raw: (choice) => number(choice.sum_logits),
  acc_per_token: (choice) =>
    logged(choice.logits_per_token, () => number(choice.sum_logits) / Math.max(1, number(choice.num_tokens))),
  acc_per_char: (choice) =>
    logged(choice.logits_per_char, () => number(choice.sum_logits) / Math.max(1, number(choice.num_chars))),
  acc_per_byte: (choice) => -number(choice.bits_per_byte) * Math.LN2,
  acc_uncond: (choice) => number(choice.sum_logits) - number(choice.sum_logits_uncond),
};

function logged(value: unknown, computed: () => number): number {
  return typeof value === "number" ? value : computed();
}

interface Metrics {
  readonly file: LogFile;
  readonly document: JsonObject;
}

/**
 * OLMES (oe-eval): `…-metrics.json` with a task’s scores, and `…-predictions.jsonl` with its items beside it; the two belong
 * together by their hashes of task and model where these are logged, else by the beginning of their names.
 */
export const olmes: Importer = {
  name: "olmes",
  title: "OLMES",
  recognises(file) {
    if (file.kind !== "json" && file.kind !== "json-lines") return false;
    const document = file.document();
    const first: unknown = Array.isArray(document) ? document[0] : document;
    return isMetrics(first) || isPrediction(first);
  },
  ignores(file) {
    const document = file.kind === "json" || file.kind === "json-lines" ? file.document() : null;
    const first: unknown = Array.isArray(document) ? document[0] : document;
    return isObject(first) && (("request_type" in first && "request" in first) || "all_primary_scores" in first);
  },
  async *read(files, options) {
    const metrics: Metrics[] = [];
    const predictions: LogFile[] = [];
    const suites = new Set<string>();
    for (const file of files) {
      const document = file.document();
      if (isPrediction(Array.isArray(document) ? document[0] : document)) predictions.push(file);
      else {
        for await (const { value } of jsonRows(file, options.faults, () => {})) {
          if (!isMetrics(value)) options.skipped(`${file.shown}: a line is no scores of a task`);
          else if (isSuite(value)) suites.add(taskOf(value));
          else metrics.push({ file, document: value });
        }
      }
    }
    if (suites.size > 0) options.skipped(`${listed(suites)}: means over tasks, which are there by themselves`);
    const withItems = new Set<JsonObject>();
    for (const [index, file] of predictions.entries()) {
      options.step(`reading ${index + 1} of ${predictions.length} files of predictions`);
      const found = metricsOf(file, metrics);
      if (found === null) {
        const todo = "Keep the two files of a task in one folder, under the names that OLMES gives them.";
        const expected = "the metrics file of the same task and model beside it";
        options.faults.add({ file: file.shown, value: "the task of these predictions is not known", expected, todo });
        continue;
      }
      if (withItems.has(found.document)) {
        options.skipped(`${file.shown}: the same task and model as another file`);
        continue;
      }
      withItems.add(found.document);
      if (options.skips(taskOf(found.document))) continue;
      const evaluation = await withPredictions(file, found, options);
      if (evaluation !== null) yield evaluation;
    }
    const seen = new Set<string>();
    for (const found of metrics) {
      const key = `${dirname(found.file.path)} ${hashes(found.document)} ${taskOf(found.document)}`;
      if (withItems.has(found.document) || options.skips(taskOf(found.document)) || seen.has(key)) continue;
      if ([...withItems].some((document) => sameTask(document, found.document))) continue; // metrics-all.jsonl repeats them
      seen.add(key);
      const offered = sharesOf(found.document.metrics as JsonObject);
      const score = usualScore(taskOf(found.document), offered, usualOf(found), options);
      if (score !== null)
        yield {
          ...common(found.file, found, score, offered),
          accuracy: score.value,
          n: count(found.document.num_instances),
          items: null,
        };
    }
  },
};

function isMetrics(value: unknown): value is JsonObject {
  return (
    isObject(value) &&
    isObject(value.metrics) &&
    typeof value.task_name === "string" &&
    (isObject(value.task_config) || isObject(value.model_config))
  );
}

function isPrediction(value: unknown): value is JsonObject {
  return isObject(value) && isObject(value.metrics) && "doc_id" in value && "model_output" in value;
}

/** Means over the tasks of a suite stand beside the tasks. */
function isSuite({ task_config: config }: JsonObject): boolean {
  const metadata = isObject(config) ? config.metadata : null;
  return isObject(metadata) && typeof metadata.num_tasks === "number" && metadata.num_tasks > 1;
}

function taskOf(document: JsonObject): string {
  return document.task_name as string;
}

function hashes(value: JsonObject): string | null {
  return typeof value.task_hash === "string" && typeof value.model_hash === "string"
    ? `${value.task_hash} ${value.model_hash}`
    : null;
}

function sameTask(a: JsonObject, b: JsonObject): boolean {
  return hashes(a) !== null && hashes(a) === hashes(b) && taskOf(a) === taskOf(b);
}

function metricsOf(file: LogFile, all: readonly Metrics[]): Metrics | null {
  const document = file.document();
  const first: unknown = Array.isArray(document) ? document[0] : document;
  const own = isObject(first) ? hashes(first) : null;
  const byHash = all.filter(({ document: other }) => own !== null && hashes(other) === own);
  const stem = (path: string) => basename(path).replace(/[-_](predictions|metrics)\.jsonl?(\.gz)?$/, "");
  const isBeside = ({ file: other }: Metrics) =>
    dirname(other.path) === dirname(file.path) && stem(other.path) === stem(file.path);
  return byHash.find(isBeside) ?? byHash[0] ?? all.find(isBeside) ?? null;
}

/**
 * The scores that may count as accuracy, the best first: the task’s own primary metric, where predictions, if there are any,
 * have what the metric compares choices by.
 */
function usualOf({ document }: Metrics, prediction?: JsonObject): readonly string[] {
  const primary = isObject(document.task_config) ? document.task_config.primary_metric : null;
  if (typeof primary !== "string") return USUAL;
  const scoreOf = Object.hasOwn(SCORES, primary) ? SCORES[primary]! : null;
  const output: unknown = prediction?.model_output;
  const choices = Array.isArray(output) ? (output as unknown[]).filter(isObject) : [];
  const isKnown = scoreOf === null || choices.every((choice) => !Number.isNaN(scoreOf(choice)));
  return isKnown ? [primary, ...USUAL] : USUAL;
}

async function withPredictions(file: LogFile, found: Metrics, options: ReadOptions): Promise<Evaluation | null> {
  const rows: { value: JsonObject; row: number }[] = [];
  let isBroken = false;
  const ids = new Set<string>();
  const fault = (row: number, value: string, expected: string) => {
    options.faults.add(sampleFault(file, new SampleError(row, value, expected)));
    isBroken = true;
  };
  for await (const { value, row } of jsonRows(file, options.faults, () => {
    isBroken = true;
  })) {
    if (!isPrediction(value)) fault(row, "the row is no prediction", "an object with doc_id, metrics and model_output");
    else if (ids.has(String(value.doc_id)))
      fault(row, `item ${String(value.doc_id)} stands here again`, "every item once");
    else {
      ids.add(String(value.doc_id));
      rows.push({ value, row });
    }
    if (isBroken) return null;
  }
  if (isBroken || rows.length === 0) return null;
  const offered = sharesOf(rows[0]!.value.metrics as JsonObject).filter(({ name }) =>
    Object.hasOwn(found.document.metrics as JsonObject, name),
  );
  const score = usualScore(taskOf(found.document), offered, usualOf(found, rows[0]!.value), options);
  if (score === null) return null;
  const mean = number((found.document.metrics as JsonObject)[score.name]);
  try {
    const items: Item[] = [];
    for (const { value, row } of rows) {
      const item = itemOf(value, row, score.name);
      if (item === null) {
        options.skipped(
          `${taskOf(found.document)}: ${score.name} scores parts of a point, so its single items are left out`,
        );
        return { ...common(file, found, score, offered), accuracy: mean, n: rows.length, items: null };
      }
      items.push(item);
    }
    const own = items.reduce((sum, { correct }) => sum + correct, 0) / items.length;
    const total = count(found.document.num_instances);
    if (!(Math.abs(own - mean) <= 1e-6) || (total !== null && total !== items.length)) {
      options.faults.add({
        file: file.shown,
        value: `the predictions have ${score.name} ${Number(own.toPrecision(6))} over ${items.length} items`,
        expected: `${Number(mean.toPrecision(6))}${total === null ? "" : ` over ${total}`}, as ${found.file.shown} says`,
        todo: "The two are not of one run, or the file was cut off: copy it again, or evaluate again.",
      });
      return null;
    }
    return { ...common(file, found, score, offered), accuracy: null, n: null, items: wholeColumns(items) };
  } catch (error) {
    if (!(error instanceof SampleError)) throw error;
    options.faults.add(sampleFault(file, error));
    return null;
  }
}

function itemOf(value: JsonObject, row: number, metric: string): Item | null {
  const id = String(value.doc_id);
  const metrics = value.metrics as JsonObject;
  const correct = number(metrics[metric]);
  if (Number.isNaN(correct)) throw new SampleError(row, `item ${id} has no ${metric}`, `${metric} in every row`);
  if (correct !== 0 && correct !== 1) return null;
  const fingerprint =
    typeof value.native_id === "string" || typeof value.native_id === "number" ? String(value.native_id) : null;
  const choices = Array.isArray(value.model_output) ? (value.model_output as unknown[]).filter(isObject) : [];
  const scoreOf = Object.hasOwn(SCORES, metric) ? SCORES[metric]! : null;
  if (scoreOf === null || choices.length < 2)
    return plainItem(id, correct, choices.length < 2 ? 0 : choices.length, fingerprint);
  const gold = metrics.correct_choice ?? value.label;
  if (typeof gold === "number" && !(Number.isInteger(gold) && gold >= 0 && gold < choices.length)) {
    const expected = `the index of a choice, from 0 to ${choices.length - 1}`;
    throw new SampleError(row, `item ${id} has the right choice ${gold}, and ${choices.length} choices`, expected);
  }
  const golds = typeof gold === "number" ? [gold] : null;
  return scoredItem({ row, id, scores: choices.map(scoreOf), golds, correct, metric, fingerprint });
}

function number(value: unknown): number {
  return typeof value === "number" ? value : typeof value === "boolean" ? Number(value) : Number.NaN;
}

function count(value: unknown): number | null {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : null;
}

function common(file: LogFile, { document }: Metrics, score: OfferedScore, offered: readonly OfferedScore[]) {
  const config = isObject(document.model_config) ? document.model_config : {};
  const name = [config.model, config.model_path].find((value) => typeof value === "string" && value !== "");
  const revision = typeof config.revision === "string" && config.revision !== "main" ? `@${config.revision}` : "";
  const limit = isObject(document.task_config) ? document.task_config.limit : null;
  return {
    file: file.shown,
    source: file.path,
    date: null,
    model: `${(name as string | undefined) ?? basename(dirname(file.path))}${revision}`,
    told: {},
    benchmark: taskOf(document),
    group: null,
    settings:
      isObject(document.task_config) && typeof document.task_config.num_shots === "number"
        ? `${document.task_config.num_shots}-shot`
        : null,
    score: score.name,
    scores: offered.map((other) => other.name),
    confidence: null,
    partial: typeof limit === "number" ? `at most ${limit} items of ${taskOf(document)}` : null,
    notes: [],
  };
}
