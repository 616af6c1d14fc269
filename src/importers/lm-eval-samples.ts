import { createHash } from "node:crypto";
import type { Item } from "./evaluation.ts";
import { isObject, type JsonObject } from "./parse-json.ts";
import { SampleError } from "./sample-error.ts";
import { plainItem, scoredItem } from "./scored-item.ts";

/** A row of a samples file: one document under one filter, reduced to what is needed of it. */
export interface LmEvalSample {
  /** 1-based place in the file: the line, or the row of a list */
  readonly row: number;
  readonly doc: string;
  readonly filter: string | null;
  readonly fingerprint: string | null;
  /** log-probability of each choice; null when the task has none */
  readonly logs: readonly number[] | null;
  /** of each choice as asked, with the delimiter before it; null when not logged */
  readonly texts: readonly string[] | null;
  /** `target` as logged */
  readonly target: unknown;
  /** 0, 1 or between, by metric */
  readonly metrics: Readonly<Record<string, number>>;
}

/** Whether an object is a row of samples. */
export function isLmEvalSample(value: unknown): value is JsonObject {
  return isObject(value) && "doc_id" in value && ("filtered_resps" in value || "resps" in value) && "target" in value;
}

/**
 * Reads a row of samples. Log-probabilities are numbers in logs of 2023 and text since 2024 (`"-12.5"`, `"-inf"`);
 * `arguments` is a list or `{gen_args_0: {arg_0, arg_1}}`.
 *
 * @throws {SampleError} when the row is none
 */
export function lmEvalSample(value: unknown, row: number): LmEvalSample {
  if (!isLmEvalSample(value)) {
    throw new SampleError(row, "the row is no sample", "an object with doc_id, target and filtered_resps");
  }
  const doc = value.doc_id;
  if (typeof doc !== "number" && typeof doc !== "string") {
    throw new SampleError(row, `doc_id is ${JSON.stringify(doc)}`, "a number or text");
  }
  const calls = callsOf(value.arguments);
  const logs = logsOf(value.filtered_resps, calls, row, doc) ?? logsOf(unwrapped(value.resps), calls, row, doc);
  const texts =
    calls !== null && logs !== null && calls.length === logs.length ? calls.map(([, text = ""]) => text) : null;
  const metrics: Record<string, number> = {};
  for (const [key, score] of Object.entries(value)) {
    if (key === "doc_id") continue;
    if (typeof score === "boolean") metrics[key] = score ? 1 : 0;
    else if (typeof score === "number" && score >= 0 && score <= 1) metrics[key] = score;
  }
  return {
    row,
    doc: String(doc),
    filter: typeof value.filter === "string" ? value.filter : null,
    fingerprint: fingerprintOf(value),
    logs,
    texts,
    target: value.target,
    metrics,
  };
}

function fingerprintOf(value: JsonObject): string | null {
  if (typeof value.doc_hash === "string") return value.doc_hash.slice(0, 16);
  if (!isObject(value.doc)) return null;
  return createHash("sha256").update(JSON.stringify(value.doc)).digest("hex").slice(0, 16);
}

/** What the tool hashes of each row, and over all rows to `task_hashes`. */
export function hashedPart(value: unknown): string | null {
  if (!isObject(value)) return null;
  const { doc_hash: doc, prompt_hash: prompt, target_hash: target } = value;
  return typeof doc === "string" && typeof prompt === "string" && typeof target === "string"
    ? doc + prompt + target
    : null;
}

/** Prompt and answer of each request. */
function callsOf(value: unknown): readonly (readonly string[])[] | null {
  const calls = isObject(value)
    ? Object.keys(value)
        .sort(byNumber)
        .map((key) => value[key])
    : value;
  if (!Array.isArray(calls)) return null;
  return calls.map((call: unknown) => {
    const parts = isObject(call)
      ? Object.keys(call)
          .sort(byNumber)
          .map((key) => call[key])
      : call;
    return Array.isArray(parts) ? parts.map((part) => (typeof part === "string" ? part : "")) : [];
  });
}

function byNumber(a: string, b: string): number {
  return Number(/\d+$/.exec(a)?.[0] ?? 0) - Number(/\d+$/.exec(b)?.[0] ?? 0);
}

/** `[[["-1.5", "False"]], …]` → `[["-1.5", "False"], …]`. */
function unwrapped(value: unknown): unknown {
  return Array.isArray(value)
    ? value.map((own) => (Array.isArray(own) && Array.isArray(own[0]) ? own[0] : own))
    : value;
}

/** The log-probabilities, when every response is a pair of one and of whether it is the greedy answer. */
function logsOf(value: unknown, calls: readonly unknown[] | null, row: number, doc: unknown): readonly number[] | null {
  if (!Array.isArray(value) || value.length < 2 || (calls !== null && calls.length !== value.length)) return null;
  const logs: number[] = [];
  for (const pair of value as readonly unknown[]) {
    if (!Array.isArray(pair) || pair.length !== 2 || !isGreedy(pair[1])) return null;
    const log = logOf(pair[0]);
    if (Number.isNaN(log) || log > 0.5) {
      throw new SampleError(
        row,
        `a log-probability of item ${String(doc)} is ${String(pair[0])}`,
        "a number of at most 0",
      );
    }
    logs.push(log);
  }
  return logs;
}

function isGreedy(value: unknown): boolean {
  return (
    typeof value === "boolean" ||
    value === 0 ||
    value === 1 ||
    (typeof value === "string" && /^(true|false|0|1|none)$/i.test(value))
  );
}

function logOf(value: unknown): number {
  if (typeof value === "number") return value;
  if (typeof value !== "string") return Number.NaN;
  if (/^-inf(inity)?$/i.test(value.trim())) return Number.NEGATIVE_INFINITY;
  return /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value) ? Number(value) : Number.NaN;
}

/** How the choices are compared: by the sum of their log-probabilities, or that per character or byte of the choice. */
const NORMALISED: Readonly<Record<string, (text: string) => number>> = {
  acc: () => 1,
  acc_norm: (text) => [...text].length,
  acc_bytes: (text) => Buffer.byteLength(text),
};

/**
 * Items from the rows of one task under one filter, with confidence where the metric picks a choice by its
 * log-probability (`acc`, `acc_norm`, `acc_bytes`). What is picked must be right exactly where the log says so: that
 * decides how `target` is meant (an index, or the text of a choice) and whether the delimiter counts for the length.
 *
 * @param metric the score that counts as correct
 * @param delimiter the task’s `target_delimiter`
 * @returns null when the metric scores parts of a point, so that no item is right or wrong
 * @throws {SampleError} when the log contradicts itself
 */
export function lmEvalItems(
  samples: readonly LmEvalSample[],
  metric: string,
  delimiter: string,
): readonly Item[] | null {
  for (const { row, doc, metrics } of samples) {
    const score = metrics[metric];
    if (score === undefined)
      throw new SampleError(row, `item ${doc} has no ${metric} between 0 and 1`, `${metric} in every row`);
    if (score !== 0 && score !== 1) return null;
  }
  const lengthOf = Object.hasOwn(NORMALISED, metric) ? NORMALISED[metric]! : null;
  const isScored = samples.every(({ logs, texts }) => logs !== null && (metric === "acc" || texts !== null));
  if (lengthOf === null || !isScored)
    return samples.map(({ doc, metrics, logs, fingerprint }) =>
      plainItem(doc, metrics[metric] === 1 ? 1 : 0, logs?.length ?? 0, fingerprint),
    );

  const readings = [indexFirst, textFirst].flatMap((target) =>
    (metric === "acc" ? [""] : [delimiter, ""]).map((without) => ({ target, without })),
  );
  let worst: SampleError | null = null;
  for (const { target, without } of readings) {
    try {
      return samples.map((sample) => itemOf(sample, metric, lengthOf, without, target(sample, delimiter)));
    } catch (error) {
      if (!(error instanceof SampleError)) throw error;
      worst = worst === null || error.row > worst.row ? error : worst;
    }
  }
  throw worst!;
}

function itemOf(
  sample: LmEvalSample,
  metric: string,
  lengthOf: (text: string) => number,
  delimiter: string,
  golds: readonly number[] | null,
): Item {
  if (golds === null) assertPossible(sample);
  const { row, doc, logs, texts, metrics, fingerprint } = sample;
  const asked = logs!.slice(0, choicesOf({ logs, metrics }));
  const scores = asked.map((log, index) => {
    const text = texts?.[index] ?? "";
    const length = lengthOf(delimiter !== "" && text.startsWith(delimiter) ? text.slice(delimiter.length) : text);
    return length === 0 ? Number.NaN : log / length;
  });
  return scoredItem({ row, id: doc, scores, golds, correct: metrics[metric] === 1 ? 1 : 0, metric, fingerprint });
}

/** How many choices an item has: with mutual information asked for, the second half asks without the question. */
function choicesOf({ logs, metrics }: Pick<LmEvalSample, "logs" | "metrics">): number {
  const all = logs?.length ?? 0;
  return metrics.acc_mutual_info !== undefined && all % 2 === 0 ? all / 2 : all;
}

/** @throws {SampleError} for a target that is an index, and of no choice; other words may stand for what follows all choices */
function assertPossible(sample: LmEvalSample): void {
  const { row, doc, target, texts } = sample;
  const isNumber = indicesOf(target).every((one) => typeof one === "number");
  const isText = typeof target === "string" && (texts === null || new Set(texts).size < texts.length);
  if (!isNumber || isText || indicesOf(target).length === 0) return;
  const choices = choicesOf(sample);
  throw new SampleError(
    row,
    `item ${doc} has the target ${typeof target === "string" ? target : JSON.stringify(target)}, and ${choices} choices`,
    `the index of a choice, from 0 to ${choices - 1}`,
  );
}

type Target = (sample: LmEvalSample, delimiter: string) => readonly number[] | null;

/** As the tool mostly means it: digits and lists of them are indices, other words the text of a choice. */
const indexFirst: Target = (sample, delimiter) => targetAsIndex(sample, delimiter) ?? targetAsText(sample, delimiter);

/** For choices that are themselves digits. */
const textFirst: Target = (sample, delimiter) => targetAsText(sample, delimiter) ?? targetAsIndex(sample, delimiter);

const targetAsIndex: Target = (sample) => {
  const indices = indicesOf(sample.target);
  const sound = indices.every(
    (one) => typeof one === "number" && Number.isInteger(one) && one >= 0 && one < choicesOf(sample),
  );
  return sound && indices.length > 0 ? (indices as number[]) : null;
};

/** A target as a list of indices, where its text is one; other words stay. */
function indicesOf(target: unknown): readonly unknown[] {
  const list =
    typeof target === "string" && /^\[\s*-?\d+(\s*,\s*-?\d+)*\s*\]$/.test(target)
      ? target.slice(1, -1).split(",")
      : target;
  return (Array.isArray(list) ? (list as readonly unknown[]) : [list]).map((one) =>
    typeof one === "string" && /^\s*-?\d{1,5}\s*$/.test(one) ? Number(one) : one,
  );
}

const targetAsText: Target = ({ target, texts }, delimiter) => {
  if (typeof target !== "string" || texts === null) return null;
  const plain = (text: string) => (text.startsWith(delimiter) ? text.slice(delimiter.length) : text).trim();
  if (new Set(texts).size < texts.length) return null; // the choices stand in the prompts: the target is what follows all
  const index = texts.findIndex((text) => plain(text) === target.trim());
  return index === -1 ? null : [index];
};
