import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { FaultError } from "../faults.ts";
import { choiceConfidence } from "./choice-confidence.ts";
import type { Evaluation, Item } from "./evaluation.ts";
import type { Importer, ReadOptions } from "./importer.ts";
import type { LogFile } from "./log-file.ts";
import { isObject, type JsonObject, parseJson } from "./parse-json.ts";
import { plainItem } from "./scored-item.ts";
import { type ZipEntry, zipEntries } from "./zip-entries.ts";

/** What a log says besides its samples. */
interface Header {
  readonly evaluation: JsonObject;
  readonly status: string;
  /** when it was run, in seconds since 1970; null where the log does not tell */
  readonly date: number | null;
  /** samples of all epochs that the log says it has; null when it does not */
  readonly completed: number | null;
}

/**
 * Inspect: `.eval` archives and JSON logs of tasks whose samples are right or wrong. Confidence comes from the
 * log-probabilities of the answer’s letter, where they were logged for the letters of all choices.
 */
export const inspect: Importer = {
  name: "inspect",
  title: "Inspect",
  recognises(file) {
    if (file.kind === "zip")
      return entriesOf(file).some(({ name }) => /^(header|_journal\/start|start)\.json$/.test(name));
    return file.kind === "json" && headerOf(file.document()) !== null;
  },
  async *read(files, options) {
    const inOrder = options.repeats === "latest" ? newestFirst(files) : files;
    for (const [index, file] of inOrder.entries()) {
      options.step(`reading ${index + 1} of ${files.length} logs`);
      try {
        yield* evaluations(file, options);
      } catch (error) {
        if (!(error instanceof RangeError || error instanceof SyntaxError)) throw error;
        const todo = "Copy the log again, or evaluate again.";
        options.faults.add({
          file: file.shown,
          value: `cannot be read (${error.message})`,
          expected: "a whole log",
          todo,
        });
      }
    }
  },
};

function entriesOf(file: LogFile): readonly ZipEntry[] {
  try {
    return zipEntries(readFileSync(file.path));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const todo = "Copy the file again: it was probably cut off.";
    throw new FaultError([
      { file: file.shown, value: `is damaged (${error.message})`, expected: "a whole archive", todo },
    ]);
  }
}

function headerOf(value: unknown): Header | null {
  if (!isObject(value) || !isObject(value.eval)) return null;
  const { task, model } = value.eval;
  if (typeof task !== "string" || typeof model !== "string") return null;
  const results = isObject(value.results) ? value.results.completed_samples : null;
  return {
    evaluation: value.eval,
    status: typeof value.status === "string" ? value.status : "unknown",
    date: dateOf(value.eval.created),
    completed: typeof results === "number" ? results : null,
  };
}

function dateOf(created: unknown): number | null {
  const date = typeof created === "string" ? Date.parse(created) / 1000 : Number.NaN;
  return Number.isFinite(date) ? date : null;
}

/** Logs that cannot be read, and those without a date, come last: reading them will tell. */
function newestFirst(files: readonly LogFile[]): readonly LogFile[] {
  const dated = files.map((file) => {
    try {
      return { file, date: contentOf(file).header?.date ?? Number.NEGATIVE_INFINITY };
    } catch (error) {
      if (!(error instanceof RangeError || error instanceof SyntaxError)) throw error;
      return { file, date: Number.NEGATIVE_INFINITY };
    }
  });
  return dated.toSorted((a, b) => (a.date === b.date ? 0 : b.date - a.date)).map(({ file }) => file);
}

/** What a log says of itself (null for one that does not), and its samples. */
function contentOf(file: LogFile): { readonly header: Header | null; readonly samples: Iterable<unknown> } {
  if (file.kind === "json") {
    const document = file.document();
    const samples: readonly unknown[] = isObject(document) && Array.isArray(document.samples) ? document.samples : [];
    return { header: headerOf(document), samples };
  }
  const entries = entriesOf(file);
  const read = (entry: ZipEntry | undefined): unknown =>
    entry === undefined ? null : parseJson(entry.read().toString("utf8"));
  let header: Header | null = null;
  for (const name of ["header.json", "start.json", "_journal/start.json"]) {
    header ??= headerOf(read(entries.find((entry) => entry.name === name)));
  }
  const own = entries.filter(({ name }) => /^samples\/.*\.json$/.test(name));
  return { header, samples: own.values().map(read) };
}

function* evaluations(file: LogFile, options: ReadOptions): Generator<Evaluation> {
  const { header, samples } = contentOf(file);
  if (header === null) {
    const todo = "Evaluate again.";
    options.faults.add({ file: file.shown, value: "names no task and model", expected: "a log of Inspect", todo });
    return;
  }
  const { evaluation, status, completed } = header;
  const benchmark = (evaluation.task as string).split("/").at(-1)!;
  if (options.skips(benchmark)) return;

  const wanted = options.score(benchmark);
  let [scorer, scorers]: [string | null, readonly string[]] = [null, []];
  const items: Item[] = [];
  const known = new Set<string>();
  let [sum, isWhole, further] = [0, true, 0];
  for (const sample of samples) {
    if (!isObject(sample) || (typeof sample.id !== "number" && typeof sample.id !== "string")) {
      const todo = "Copy the log again, or evaluate again.";
      options.faults.add({ file: file.shown, value: "a sample has no id", expected: "an id in every sample", todo });
      return;
    }
    if (typeof sample.epoch === "number" && sample.epoch > 1) {
      further++;
      continue;
    }
    const id = String(sample.id);
    const scores = isObject(sample.scores) ? sample.scores : isObject(sample.score) ? { score: sample.score } : {};
    if (scorer === null) {
      scorers = Object.keys(scores);
      scorer = wanted ?? scorers[0] ?? null;
    }
    const score = scorer === null ? undefined : scores[scorer];
    const value = isObject(score) ? correctness(score.value) : null;
    if (value === null || known.has(id)) {
      const what = known.has(id)
        ? `sample ${id} stands here again`
        : `sample ${id} has no score ${scorer ?? ""}`.trimEnd();
      const expected = known.has(id) ? "every sample once" : "correct (C), incorrect (I) or a share for every sample";
      const todo = "Choose another score in the map, leave the task out, or evaluate again.";
      options.faults.add({ file: file.shown, value: what, expected, todo });
      return;
    }
    const choices = Array.isArray(sample.choices) ? sample.choices.length : 0;
    const target = typeof sample.target === "string" && /^[A-Z]$/.test(sample.target) ? sample.target : null;
    if (choices > 1 && target !== null && target > letter(choices - 1)) {
      const expected = `the letter of a choice, from A to ${letter(choices - 1)}`;
      const todo = "Correct the data set and evaluate again, or leave the task out.";
      const what = `sample ${id} has the target ${target}, and ${choices} choices`;
      options.faults.add({ file: file.shown, value: what, expected, todo });
      return;
    }
    known.add(id);
    sum += value;
    if (value !== 0 && value !== 1) isWhole = false;
    else items.push(itemOf(sample, id, value, isObject(score) ? score.answer : null));
  }
  if (further > 0) options.skipped(`${file.shown}: ${further} samples of further epochs`);
  if (known.size === 0 || scorer === null) {
    options.skipped(`${file.shown}: has no samples`);
    return;
  }
  if (completed !== null && completed !== known.size + further) {
    options.faults.add({
      file: file.shown,
      value: `has ${known.size + further} samples`,
      expected: `${completed}, as it says itself`,
      todo: "Copy the log again, or evaluate again.",
    });
    return;
  }
  const hasConfidence = isWhole && items.every(({ confidence }) => confidence !== null);
  const plain = items.map(({ id, correct, choices, fingerprint }) => plainItem(id, correct, choices, fingerprint));
  yield {
    file: file.shown,
    source: file.path,
    date: header.date,
    model: modelOf(evaluation),
    told: {},
    benchmark,
    group: null,
    settings: null,
    score: scorer,
    scores: scorers,
    accuracy: isWhole ? null : sum / known.size,
    n: isWhole ? null : known.size,
    confidence: null,
    items: !isWhole ? null : hasConfidence ? items : plain,
    partial: partOf(evaluation, known.size, benchmark),
    notes: status === "success" ? [] : [`Runs of ${benchmark} ended with the status ${status}.`],
  };
}

/** C and I, true and false, 1 and 0; P is half a point, N (no answer) none. */
function correctness(value: unknown): number | null {
  if (typeof value === "boolean") return Number(value);
  if (typeof value === "number") return value >= 0 && value <= 1 ? value : null;
  return typeof value === "string" ? ({ C: 1, I: 0, P: 0.5, N: 0 }[value] ?? null) : null;
}

function itemOf(sample: JsonObject, id: string, correct: 0 | 1, answer: unknown): Item {
  const choices = Array.isArray(sample.choices) ? sample.choices.length : 0;
  const told = JSON.stringify([sample.input, sample.choices ?? null, sample.target]);
  const fingerprint = createHash("sha256").update(told).digest("hex").slice(0, 16);
  const plain = plainItem(id, correct, choices, fingerprint);
  const scores = letterScores(sample, choices, answer);
  const found = scores === null ? null : choiceConfidence(scores);
  if (found === null || letter(found.picked) !== answer) return plain; // sampled against its own probabilities
  const gold = typeof sample.target === "string" ? sample.target.charCodeAt(0) - 65 : -1;
  const isSound = (found.picked === gold) === (correct === 1);
  if (!isSound) return plain;
  const { picked, confidence, probabilities } = found;
  return { ...plain, picked, confidence, correctProb: probabilities[gold] ?? null, logprobs: scores };
}

/** Log-probabilities of the letters A, B, … where the answer’s letter was written; null when not all of them were logged. */
function letterScores(sample: JsonObject, choices: number, answer: unknown): readonly number[] | null {
  const output =
    isObject(sample.output) && Array.isArray(sample.output.choices) ? (sample.output.choices[0] as unknown) : null;
  const logprobs = isObject(output) && isObject(output.logprobs) ? output.logprobs.content : null;
  if (choices < 2 || typeof answer !== "string" || !Array.isArray(logprobs)) return null;
  const token = logprobs
    .filter(isObject)
    .findLast((one) => typeof one.token === "string" && one.token.trim() === answer);
  if (token === undefined || !Array.isArray(token.top_logprobs)) return null;
  const scores = new Array<number>(choices).fill(Number.NEGATIVE_INFINITY);
  for (const top of token.top_logprobs.filter(isObject)) {
    if (typeof top.token !== "string" || typeof top.logprob !== "number") continue;
    const index = top.token.trim().length === 1 ? top.token.trim().charCodeAt(0) - 65 : -1;
    if (index >= 0 && index < choices) scores[index] = Math.max(scores[index]!, top.logprob);
  }
  return scores.every(Number.isFinite) ? scores : null;
}

function letter(index: number): string {
  return String.fromCharCode(65 + index);
}

function modelOf({ model, model_args: args }: JsonObject): string {
  const revision = isObject(args) ? args.revision : undefined;
  return typeof revision === "string" && revision !== "main" ? `${String(model)}@${revision}` : String(model);
}

function partOf({ dataset }: JsonObject, n: number, benchmark: string): string | null {
  const total = isObject(dataset) ? dataset.samples : null;
  return typeof total === "number" && n < total ? `${n} of the ${total} items of ${benchmark}` : null;
}
