import { createHash } from "node:crypto";
import type { LmEvalSample } from "./lm-eval-samples.ts";
import { isObject, type JsonObject } from "./parse-json.ts";
import { SampleError } from "./sample-error.ts";

/** Whether an object is a row of what version 0.3 writes with `--write_out`: `TASK_write_out_info.json`. */
export function isLmEvalWriteOut(value: unknown): value is JsonObject {
  return isObject(value) && "doc_id" in value && "truth" in value && ("prompt_0" in value || "logit_0" in value);
}

/**
 * Reads a row of it: `logit_0`, `logit_1`, … are the log-probabilities of the choices (or pairs with whether each is the greedy
 * answer), `truth` is the index of the right one or the text of an answer, and scores are text, `"acc": "1.0"`. A prompt ends with
 * its choice and does not say where that begins, so lengths of choices are not known.
 *
 * @throws {SampleError} when the row is none
 */
export function lmEvalWriteOut(value: JsonObject, row: number): LmEvalSample {
  const doc = value.doc_id;
  if (typeof doc !== "number" && typeof doc !== "string")
    throw new SampleError(row, `doc_id is ${JSON.stringify(doc)}`, "a number or text");
  const metrics: Record<string, number> = {};
  for (const [key, score] of Object.entries(value)) {
    if (/^(doc_id|truth|prompt_\d+|logit_\d+)$/.test(key)) continue;
    const x =
      typeof score === "string" ? (WORDS[score] ?? numberOf(score)) : typeof score === "number" ? score : Number.NaN;
    if (x >= 0 && x <= 1) metrics[key] = x;
  }
  return {
    row,
    doc: String(doc),
    filter: null,
    fingerprint: fingerprintOf(value.prompt_0),
    logs: logsOf(value, row),
    texts: null,
    target: value.truth,
    metrics,
  };
}

const WORDS: Readonly<Record<string, number>> = { True: 1, False: 0 };

function numberOf(text: string): number {
  return /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text) ? Number(text) : Number.NaN;
}

function logsOf(value: JsonObject, row: number): readonly number[] | null {
  const logs: number[] = [];
  for (let choice = 0; Object.hasOwn(value, `logit_${choice}`); choice++) {
    const logit = value[`logit_${choice}`];
    const log: unknown = Array.isArray(logit) && logit.length === 2 && typeof logit[1] === "boolean" ? logit[0] : logit;
    if (typeof log === "string") return null; // the text of an open answer
    if (typeof log !== "number" || log > 0.5)
      throw new SampleError(row, `logit_${choice} is ${JSON.stringify(logit)}`, "a log-probability of at most 0");
    logs.push(log);
  }
  return logs.length < 2 ? null : logs;
}

/** Of the question alone: what stands before the last empty line are examples. */
function fingerprintOf(prompt: unknown): string | null {
  if (typeof prompt !== "string") return null;
  const question = prompt.slice(prompt.trimEnd().lastIndexOf("\n\n") + 1);
  return createHash("sha256").update(question).digest("hex").slice(0, 16);
}
