import { createHash } from "node:crypto";
import { basename, dirname } from "node:path";
import type { Evaluation } from "./evaluation.ts";
import type { Importer, ReadOptions } from "./importer.ts";
import { isLmEvalRun, type LmEvalRun, type LmEvalScore, type LmEvalTask, lmEvalRun, scoreName } from "./lm-eval-run.ts";
import { hashedPart, isLmEvalSample, type LmEvalSample, lmEvalItems, lmEvalSample } from "./lm-eval-samples.ts";
import { jsonFault, type LogFile } from "./log-file.ts";
import { parseJson } from "./parse-json.ts";
import { readLines } from "./read-lines.ts";
import { SampleError, sampleFault } from "./sample-error.ts";
import { wholeColumns } from "./scored-item.ts";

/** Readers agree with a logged mean up to its rounding. */
const TOLERANCE = 1e-6;

/** Scores that count as accuracy, the first that a task has; `score:` in a map chooses another. */
const PREFERRED = [
  "acc",
  "exact_match",
  "em",
  "acc_norm",
  "acc_bytes",
  "mc1",
  "pass@1",
  "pass_at_1",
  "prompt_level_strict_acc",
  "contains",
  "mc2",
  "f1",
];

interface Found {
  readonly file: LogFile;
  readonly folder: string;
  readonly run: LmEvalRun;
}

/**
 * EleutherAI’s lm-evaluation-harness: results files since version 0.3, and the samples that `--log_samples` writes beside
 * them. A samples file names neither model nor task: both come from the results file of its folder, by the hash of the
 * task’s samples where there is one, else by the names of the files.
 */
export const lmEval: Importer = {
  name: "lm-eval",
  title: "lm-evaluation-harness",
  recognises(file) {
    if (file.kind !== "json" && file.kind !== "json-lines") return false;
    const document = file.document();
    return isLmEvalRun(document) || isLmEvalSample(Array.isArray(document) ? document[0] : document);
  },
  async *read(files, options) {
    const runs: Found[] = [];
    const sampleFiles: LogFile[] = [];
    for (const file of files) {
      const document = file.document();
      if (isLmEvalRun(document)) {
        const folder = dirname(file.path);
        runs.push({ file, folder, run: lmEvalRun(document, basename(folder)) });
      } else sampleFiles.push(file);
    }
    runs.sort(
      (a, b) => (options.repeats === "latest" ? b.run.date - a.run.date : 0) || (a.file.path < b.file.path ? -1 : 1),
    );

    const bySamples = new Set<LmEvalTask>();
    for (const found of runs) {
      for (const task of found.run.tasks) {
        if (task.samples === null || options.skips(task.name)) continue;
        bySamples.add(task);
        const evaluation = evaluationOf(found.file, found, task, rowsOf(found.file, task.samples, options), options);
        if (evaluation !== null) yield evaluation;
      }
    }
    const order = new Map(runs.map(({ file }, index) => [file.path, index]));
    const paired: { file: LogFile; found: Found | null; rank: number }[] = [];
    for (const file of sampleFiles) {
      const found = runOf(file, runs, options);
      if (found !== undefined) paired.push({ file, found, rank: order.get(found?.file.path ?? "") ?? -1 });
    }
    paired.sort((a, b) => a.rank - b.rank || (a.file.path < b.file.path ? -1 : 1));
    let read = 0;
    for (const { file, found } of paired) {
      options.step(`reading ${++read} of ${paired.length} files of samples`);
      const named = taskByName(file, found);
      if (named !== null && options.skips(named.name)) {
        bySamples.add(named);
        continue;
      }
      const { samples, hash } = await samplesOf(file, options);
      if (samples === null) {
        if (named !== null) bySamples.add(named);
        continue;
      }
      const byHash = found?.run.tasks.filter((task) => task.hash !== null && task.hash === hash) ?? [];
      const task = byHash.length === 1 ? byHash[0]! : (named ?? byHash[0] ?? null);
      if (task === null) {
        options.faults.add({
          file: file.shown,
          value: "the task of these samples is not known",
          expected: "the name of a task of the results file in the name of this one",
          todo: "Keep the names that lm-eval gives: samples_TASK_DATE.jsonl.",
        });
        continue;
      }
      bySamples.add(task);
      const evaluation = evaluationOf(file, found, task, samples, options);
      if (evaluation !== null) yield evaluation;
    }
    for (const found of runs) {
      for (const task of found.run.tasks) {
        if (bySamples.has(task) || options.skips(task.name)) continue;
        const score = chosenScore(task, task.scores, options);
        if (score !== null) {
          yield { ...common(found.file, found, task, score.name), accuracy: score.value, n: task.n, items: null };
        } else options.skipped(`${task.name}: has no accuracy among its scores`);
      }
    }
  },
};

/** The run that a samples file belongs to; null when its folder has no results file; undefined after a fault. */
function runOf(file: LogFile, runs: readonly Found[], { faults }: ReadOptions): Found | null | undefined {
  const folder = dirname(file.path);
  const beside = runs.filter((run) => run.folder === folder);
  if (beside.length < 2) return beside[0] ?? null;
  const stamp = stampOf(file.path);
  const dated = beside.filter((run) => stamp !== null && stampOf(run.file.path) === stamp);
  if (dated.length === 1) return dated[0]!;
  faults.add({
    file: file.shown,
    value: `belongs to one of ${beside.length} runs in this folder, and does not say which`,
    expected: "a results file with the same date in its name",
    todo: "Keep each run in a folder of its own.",
  });
  return undefined;
}

function stampOf(path: string): string | null {
  return /(\d{4}-\d{2}-\d{2}T\d{2}[-:]\d{2}[-:]\d{2}(?:\.\d+)?)\.jsonl?(\.gz)?$/.exec(path)?.[1] ?? null;
}

/** The longest task of the run that the name of a file holds as a word of its own; without a run, what stands in its place. */
function taskByName(file: LogFile, found: Found | null): LmEvalTask | null {
  const name = basename(file.path).replace(/\.jsonl?(\.gz)?$/, "");
  if (found === null) {
    const task = /^samples_(.+?)(?:_\d{4}-\d{2}-\d{2}T.*)?$/.exec(name)?.[1];
    if (task === undefined) return null;
    return {
      name: task,
      scores: [],
      group: null,
      n: null,
      partialOf: null,
      settings: null,
      hash: null,
      delimiter: " ",
      samples: null,
    };
  }
  const holds = (task: string) => {
    const at = name.lastIndexOf(task);
    const isWord = (character: string | undefined) => character === undefined || /[^a-z0-9]/i.test(character);
    return at !== -1 && isWord(name[at - 1]) && isWord(name[at + task.length]);
  };
  return (
    found.run.tasks.filter((task) => holds(task.name)).toSorted((a, b) => b.name.length - a.name.length)[0] ?? null
  );
}

async function samplesOf(
  file: LogFile,
  options: ReadOptions,
): Promise<{ samples: readonly LmEvalSample[] | null; hash: string | null }> {
  if (file.kind === "json") {
    const document = file.document();
    return { samples: rowsOf(file, Array.isArray(document) ? document : [document], options), hash: null };
  }
  const samples: LmEvalSample[] = [];
  const hash = createHash("sha256");
  let isHashed = true;
  for await (const { text, line } of readLines(file)) {
    let value: unknown;
    try {
      value = parseJson(text);
    } catch (error) {
      options.faults.add(jsonFault(file.shown, text, error as SyntaxError, line));
      return { samples: null, hash: null };
    }
    const part = hashedPart(value);
    if (part === null) isHashed = false;
    else hash.update(part);
    const sample = sampleOf(file, value, line, options);
    if (sample === null) return { samples: null, hash: null };
    samples.push(sample);
  }
  return { samples, hash: isHashed ? hash.digest("hex") : null };
}

function rowsOf(file: LogFile, rows: readonly unknown[], options: ReadOptions): readonly LmEvalSample[] | null {
  const samples: LmEvalSample[] = [];
  for (const [index, value] of rows.entries()) {
    const sample = sampleOf(file, value, index + 1, options);
    if (sample === null) return null;
    samples.push(sample);
  }
  return samples;
}

function sampleOf(file: LogFile, value: unknown, row: number, { faults }: ReadOptions): LmEvalSample | null {
  try {
    return lmEvalSample(value, row);
  } catch (error) {
    if (!(error instanceof SampleError)) throw error;
    faults.add(sampleFault(file, error));
    return null;
  }
}

/** The evaluation that samples hold; null when it is left out, or after a fault. */
function evaluationOf(
  file: LogFile,
  found: Found | null,
  task: LmEvalTask,
  all: readonly LmEvalSample[] | null,
  options: ReadOptions,
): Evaluation | null {
  const [first] = all ?? [];
  if (all === null || first === undefined) return null;
  const filters = filtersOf(all, task);
  const offered: LmEvalScore[] = filters.flatMap((filter) =>
    Object.entries(first.metrics)
      .filter(([metric]) => task.scores.length === 0 || task.scores.some((score) => score.metric === metric))
      .map(([metric, value]) => ({ name: scoreName(metric, filter), metric, filter, value })),
  );
  const score = chosenScore(task, offered, options);
  if (score === null) {
    options.skipped(`${task.name}: has no accuracy among the scores of its samples`);
    return null;
  }
  const samples = ofFilter(all, filters, score.filter);
  const twice = repeated(samples);
  if (twice !== null) {
    options.faults.add({
      file: file.shown,
      ...(file.kind === "json-lines" ? { line: twice.row } : {}),
      value: `item ${twice.doc} stands here again: the file holds two runs`,
      expected: "every item once",
      todo: "lm-eval appends to a file that is there already: keep the lines of one run, or evaluate again into a new folder.",
    });
    return null;
  }
  try {
    const items = lmEvalItems(samples, score.metric, task.delimiter);
    const logged = task.scores.find(({ name }) => name === score.name)?.value ?? null;
    if (items === null) {
      if (logged === null) {
        options.skipped(`${task.name}: ${score.name} scores parts of a point, and no mean is logged`);
        return null;
      }
      return {
        ...common(file, found, task, score.name, offered),
        accuracy: logged,
        n: samples.length,
        items: null,
        notes: [
          ...notesOf(found, task),
          `${task.name} scores parts of a point (${score.name}), so it has no single items.`,
        ],
      };
    }
    const mean = items.reduce((sum, { correct }) => sum + correct, 0) / items.length;
    if (logged !== null && (Math.abs(mean - logged) > TOLERANCE || (task.n !== null && task.n !== items.length))) {
      options.faults.add({
        file: file.shown,
        value: `the samples have ${score.name} ${round(mean)} over ${items.length} items`,
        expected: `${round(logged)}${task.n === null ? "" : ` over ${task.n}`}, as ${found?.file.shown} says`,
        todo: "The two are not of one run, or the file was cut off: copy it again, or evaluate again.",
      });
      return null;
    }
    return { ...common(file, found, task, score.name, offered), accuracy: null, n: null, items: wholeColumns(items) };
  } catch (error) {
    if (!(error instanceof SampleError)) throw error;
    options.faults.add(sampleFault(file, error));
    return null;
  }
}

function round(x: number): string {
  return String(Number(x.toPrecision(6)));
}

/** The filters of the rows; older logs do not name them, and write all documents once per filter, in the order of the results. */
function filtersOf(samples: readonly LmEvalSample[], task: LmEvalTask): readonly string[] {
  const named = [...new Set(samples.map(({ filter }) => filter))].filter((filter) => filter !== null);
  if (named.length > 0) return named;
  const inResults = [...new Set(task.scores.map(({ filter }) => filter))];
  return inResults.length === 0 ? ["none"] : inResults;
}

function ofFilter(
  samples: readonly LmEvalSample[],
  filters: readonly string[],
  filter: string,
): readonly LmEvalSample[] {
  if (samples.some((sample) => sample.filter !== null)) return samples.filter((sample) => sample.filter === filter);
  if (filters.length < 2 || samples.length % filters.length !== 0 || repeated(samples) === null) return samples;
  const length = samples.length / filters.length;
  const block = filters.indexOf(filter) * length;
  return samples.slice(block, block + length);
}

function repeated(samples: readonly LmEvalSample[]): LmEvalSample | null {
  const known = new Set<string>();
  for (const sample of samples) {
    if (known.has(sample.doc)) return sample;
    known.add(sample.doc);
  }
  return null;
}

/** The score that the map names, else the first usual one; null without any, or after the fault that the map names another. */
function chosenScore(task: LmEvalTask, offered: readonly LmEvalScore[], options: ReadOptions): LmEvalScore | null {
  const wanted = options.score(task.name);
  if (wanted !== undefined) {
    const found = offered.find(({ name, metric, filter }) => name === wanted || `${metric},${filter}` === wanted);
    if (found !== undefined) return found;
    options.faults.add({
      file: options.mapFile,
      value: `the score of ${task.name} is ${wanted}`,
      expected: `one that is logged: ${offered.map(({ name }) => name).join(", ") || "none"}`,
      todo: "Correct `score` in the map.",
    });
    return null;
  }
  for (const metric of PREFERRED) {
    const found = offered.find((score) => score.metric === metric);
    if (found !== undefined) return found;
  }
  return null;
}

function common(
  file: LogFile,
  found: Found | null,
  task: LmEvalTask,
  score: string,
  offered: readonly LmEvalScore[] = task.scores,
) {
  return {
    file: file.shown,
    source: found?.file.path ?? file.path,
    model: found?.run.model ?? basename(dirname(file.path)),
    told: {},
    benchmark: task.name,
    group: task.group,
    settings: task.settings,
    score,
    scores: [...new Set(offered.map(({ name }) => name))],
    confidence: null,
    notes: notesOf(found, task),
  };
}

function notesOf(found: Found | null, task: LmEvalTask): readonly string[] {
  if (found === null) return ["Some samples have no results file beside them: their model is named by the folder."];
  if (task.partialOf === null) return [];
  return [`Partial runs: ${task.n} of the ${task.partialOf} items of ${task.name}.`];
}
