import { basename, dirname } from "node:path";
import type { Evaluation } from "./evaluation.ts";
import type { ReadOptions } from "./importer.ts";
import { type LmEvalRun, type LmEvalScore, type LmEvalTask, scoreName } from "./lm-eval-run.ts";
import { type LmEvalSample, lmEvalItems } from "./lm-eval-samples.ts";
import type { LogFile } from "./log-file.ts";
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

/** A results file, and the folder that its samples are beside it in. */
export interface LmEvalFound {
  readonly file: LogFile;
  readonly folder: string;
  readonly run: LmEvalRun;
}

/** The evaluation that samples hold; null when it is left out, or after a fault. */
export function lmEvalEvaluation(
  file: LogFile,
  found: LmEvalFound | null,
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
  const lost = unreportedScore(first, task, score, options);
  if (lost !== null) {
    options.faults.add({
      file: file.shown,
      value: `the samples have ${lost}, and the results of ${task.name} in ${found?.file.shown} have not`,
      expected: "every score of the samples among the results",
      todo: `Was the results file changed? Copy it again; or name the score in the map: \`${task.name}: {score: ${score.name}}\` under \`benchmarks\`.`,
    });
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
        notes: [...notesOf(found), `${task.name} scores parts of a point (${score.name}), so it has no single items.`],
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

/** The score that would have been chosen, had the results file not lost it; null where nothing is missed, or the map chooses. */
function unreportedScore(
  { metrics }: LmEvalSample,
  task: LmEvalTask,
  chosen: LmEvalScore,
  options: ReadOptions,
): string | null {
  if (task.scores.length === 0 || options.score(task.name) !== undefined) return null;
  const better = PREFERRED.slice(0, PREFERRED.indexOf(chosen.metric)).find((metric) => metric in metrics);
  return better !== undefined && task.scores.every(({ metric }) => metric !== better) ? better : null;
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
  found: LmEvalFound | null,
  task: LmEvalTask,
  score: string,
  offered: readonly LmEvalScore[] = task.scores,
) {
  return {
    file: file.shown,
    source: found?.file.path ?? file.path,
    date: found?.run.date ?? null,
    model: found?.run.model ?? basename(dirname(file.path)),
    told: {},
    benchmark: task.name,
    group: task.group,
    settings: task.settings,
    score,
    scores: [...new Set(offered.map(({ name }) => name))],
    confidence: null,
    partial: task.partialOf === null ? null : `${task.n} of the ${task.partialOf} items of ${task.name}`,
    notes: notesOf(found),
  };
}

function notesOf(found: LmEvalFound | null): readonly string[] {
  return found === null ? ["Some samples have no results file beside them: their model is named by the folder."] : [];
}

/** The evaluation that the results file alone tells; null without an accuracy. */
export function lmEvalMean(found: LmEvalFound, task: LmEvalTask, options: ReadOptions): Evaluation | null {
  const score = chosenScore(task, task.scores, options);
  if (score !== null) {
    return { ...common(found.file, found, task, score.name), accuracy: score.value, n: task.n, items: null };
  }
  options.skipped(`${task.name}: has no accuracy among its scores`);
  return null;
}
