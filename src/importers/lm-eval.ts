import { createHash } from "node:crypto";
import { basename, dirname } from "node:path";
import type { Evaluation } from "./evaluation.ts";
import type { Importer, ReadOptions } from "./importer.ts";
import { listed } from "./listed.ts";
import { type LmEvalFound, lmEvalEvaluation, lmEvalMean } from "./lm-eval-evaluation.ts";
import { isLmEvalRun, type LmEvalTask, lmEvalRun } from "./lm-eval-run.ts";
import { hashedPart, isLmEvalSample, type LmEvalSample, lmEvalSample } from "./lm-eval-samples.ts";
import { isLmEvalWriteOut, lmEvalWriteOut } from "./lm-eval-write-out.ts";
import { jsonFault, type LogFile } from "./log-file.ts";
import { parseJson } from "./parse-json.ts";
import { readLines } from "./read-lines.ts";
import { SampleError, sampleFault } from "./sample-error.ts";

/**
 * EleutherAI’s lm-evaluation-harness: results files since version 0.3, and the samples that `--log_samples`, and in 0.3 `--write_out`, writes beside
 * them. A samples file names neither model nor task: both come from the results file of its folder, by the hash of the
 * task’s samples where there is one, else by the names of the files.
 */
export const lmEval: Importer = {
  name: "lm-eval",
  title: "lm-evaluation-harness",
  recognises(file) {
    if (file.kind !== "json" && file.kind !== "json-lines") return false;
    const document = file.document();
    const row: unknown = Array.isArray(document) ? document[0] : document;
    return isLmEvalRun(document) || isLmEvalSample(row) || isLmEvalWriteOut(row);
  },
  async *read(files, options) {
    const runs: LmEvalFound[] = [];
    const sampleFiles: LogFile[] = [];
    for (const file of files) {
      const document = file.document();
      if (isLmEvalRun(document)) {
        const folder = dirname(file.path);
        runs.push({ file, folder, run: lmEvalRun(document, basename(folder)) });
      } else sampleFiles.push(file);
    }
    const groups = new Set(runs.flatMap(({ run }) => run.groups));
    if (groups.size > 0) options.skipped(`${listed(groups)}: groups of tasks, whose tasks are there by themselves`);
    const isLatest = options.repeats === "latest";
    runs.sort((a, b) => (isLatest ? (b.run.date ?? 0) - (a.run.date ?? 0) : 0) || (a.file.path < b.file.path ? -1 : 1));
    const paired = pairedFiles(sampleFiles, runs, options);
    if (!isLatest) return yield* evaluations(runs, paired, options); // samples before means: of equal runs the one with items counts
    yield* evaluations(
      [],
      paired.filter(({ found }) => found === null),
      options,
    );
    for (const run of runs)
      yield* evaluations(
        [run],
        paired.filter(({ found }) => found === run),
        options,
      );
  },
};

/** A file of samples, and the run that it belongs to; null when its folder has no results file. */
interface Paired {
  readonly file: LogFile;
  readonly found: LmEvalFound | null;
}

function pairedFiles(files: readonly LogFile[], runs: readonly LmEvalFound[], options: ReadOptions): readonly Paired[] {
  const order = new Map(runs.map(({ file }, index) => [file.path, index]));
  const paired: (Paired & { readonly rank: number })[] = [];
  for (const file of files) {
    const found = runOf(file, runs, options);
    if (found !== undefined) paired.push({ file, found, rank: order.get(found?.file.path ?? "") ?? -1 });
  }
  return paired.toSorted((a, b) => a.rank - b.rank || (a.file.path < b.file.path ? -1 : 1));
}

/** The evaluations of some runs: from samples inside results files, from files of samples, then from means alone. */
async function* evaluations(
  runs: readonly LmEvalFound[],
  paired: readonly Paired[],
  options: ReadOptions,
): AsyncGenerator<Evaluation> {
  const bySamples = new Set<LmEvalTask>();
  for (const found of runs) {
    for (const task of found.run.tasks) {
      if (task.samples === null || options.skips(task.name)) continue;
      bySamples.add(task);
      const evaluation = lmEvalEvaluation(found.file, found, task, rowsOf(found.file, task.samples, options), options);
      if (evaluation !== null) yield evaluation;
    }
  }
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
    if (bySamples.has(task)) {
      options.faults.add({
        file: file.shown,
        value: `the samples of ${task.name} of this run stand in another file, too`,
        expected: "one file of samples for each task of a run",
        todo: "Keep one of the two.",
      });
      continue;
    }
    bySamples.add(task);
    const evaluation = lmEvalEvaluation(file, found, task, samples, options);
    if (evaluation !== null) yield evaluation;
  }
  for (const found of runs) {
    for (const task of found.run.tasks) {
      if (bySamples.has(task) || options.skips(task.name)) continue;
      const evaluation = lmEvalMean(found, task, options);
      if (evaluation !== null) yield evaluation;
    }
  }
}

/** The run that a samples file belongs to; null when its folder has no results file; undefined after a fault. */
function runOf(file: LogFile, runs: readonly LmEvalFound[], { faults }: ReadOptions): LmEvalFound | null | undefined {
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
function taskByName(file: LogFile, found: LmEvalFound | null): LmEvalTask | null {
  const name = basename(file.path).replace(/\.jsonl?(\.gz)?$/, "");
  if (found === null) {
    const task = /^samples_(.+?)(?:_\d{4}-\d{2}-\d{2}T.*)?$|^(.+)_write_out_info$/.exec(name)?.slice(1).find(Boolean);
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
    return isLmEvalWriteOut(value) ? lmEvalWriteOut(value, row) : lmEvalSample(value, row);
  } catch (error) {
    if (!(error instanceof SampleError)) throw error;
    faults.add(sampleFault(file, error));
    return null;
  }
}
