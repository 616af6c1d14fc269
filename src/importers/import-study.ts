import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Fault, FaultError } from "../faults.ts";
import { writeBelow } from "../files.ts";
import { faultList } from "../study/fault-list.ts";
import { loadStudy } from "../study/load-study.ts";
import { cellChecks } from "./cell-checks.ts";
import { draftMap } from "./draft-map.ts";
import type { Item } from "./evaluation.ts";
import { assertFree, freshFolder } from "./fresh-folder.ts";
import { EMPTY_MAP, hasColumnsAlone, type ImportMap, readImportMap } from "./import-map.ts";
import { importNotes } from "./import-notes.ts";
import { type DraftPlace, designSize, type ImportSummary, scoreCounts } from "./import-summary.ts";
import { benchmarkId, designYaml, importedDesign } from "./imported-design.ts";
import type { Importer, ReadOptions } from "./importer.ts";
import { importerOf } from "./importers.ts";
import { type LogFile, logFiles } from "./log-file.ts";
import { type Seen, seen } from "./seen.ts";
import { studyWriter } from "./study-writer.ts";

/** What to import. */
export interface ImportRequest {
  /** the name of a reader: `lm-eval` */
  readonly format: string;
  /** files and folders of logs */
  readonly paths: readonly string[];
  /** the study folder to write; null where only a draft is wanted */
  readonly out: string | null;
  /** the map; null drafts one, and so does one of columns alone without `out` */
  readonly map: string | null;
  /** files that are to stand beside the data, by path, in the study’s word for its units */
  readonly companions?: (unit: ImportMap["unit"]) => Readonly<Record<string, string>>;
}

/** Either a study was written, or a map drafted. */
export type Import =
  | { readonly kind: "study"; readonly summary: ImportSummary }
  | {
      readonly kind: "draft";
      readonly text: string;
      readonly open: readonly string[];
      readonly summary: ImportSummary;
    };

/**
 * Reads logs and writes a study folder, whole or not at all; without a map, or with one of columns alone and no folder to write, drafts one.
 *
 * @param step told what is being done
 * @throws {FaultError} with everything that is wrong with the logs or the map
 */
export async function importStudy(request: ImportRequest, step: (doing: string) => void): Promise<Import> {
  const importer = importerOf(request.format);
  const map = request.map === null ? EMPTY_MAP : readImportMap(request.map);
  const isDraft = request.map === null || (request.out === null && hasColumnsAlone(map));
  if (!isDraft) assertFree(outOf(request));
  const skipped = new Map<string, number>();
  const skip = (what: string) => void skipped.set(what, (skipped.get(what) ?? 0) + 1);
  step("looking at the files");
  const files = chosenFiles(importer, request, skip);
  const faults = faultList(request.paths[0] ?? ".");
  const options: ReadOptions = {
    mapFile: request.map ?? "the map",
    score: (benchmark) => map.benchmarks[benchmark]?.score,
    skips: (benchmark) => map.benchmarks[benchmark]?.skip === true,
    columns: map.columns,
    repeats: map.repeats,
    faults,
    step,
    skipped: skip,
  };
  const notes = importNotes();
  const what = seen();
  const summary = (
    places: readonly DraftPlace[],
    own: Pick<ImportSummary, "assumed" | "notes" | "cells">,
  ): ImportSummary => ({
    ...own,
    files: files.length,
    rows: what.rows,
    checkpoints: places.length,
    size: designSize(places),
    benchmarks: what.benchmarks.size,
    scores: scoreCounts([...what.benchmarks.values()].map(({ score }) => score)),
    skipped: [...skipped].map(([text, times]) => (times === 1 ? text : `${text} (${times} times)`)),
    unit: map.unit,
  });

  if (isDraft) {
    for await (const evaluation of importer.read(files, options)) {
      what.add(evaluation);
      notes.add(evaluation);
    }
    if (faults.all.length > 0) throw new FaultError(faults.all);
    assertFound(what, importer, request);
    const { text, open, assumed, places } = draftMap(what, await importer.columns?.(files, map.columns));
    return { kind: "draft", text, open, summary: summary(places, { assumed, notes: notes.all(), cells: 0 }) };
  }

  const [out, mapFile] = [outOf(request), request.map!];
  return freshFolder(out, async (folder) => {
    const writer = studyWriter(folder);
    const cells = cellChecks(map, mapFile, faults.add, skip);
    for await (const evaluation of importer.read(files, options)) {
      const place = cells.placeOf(evaluation);
      if (place === null) continue;
      what.add(evaluation);
      notes.add(evaluation);
      const items = withLogprobs(evaluation.items, map.benchmarks[evaluation.benchmark]?.choices);
      writer.add({ ...place, benchmark: benchmarkId(evaluation.benchmark, map) }, { ...evaluation, items });
    }
    for (const fault of cells.faults()) faults.add(fault);
    if (faults.all.length > 0) throw new FaultError(faults.all);
    assertFound(what, importer, request);
    const sentences = [...notes.all(), ...confidenceNotes(what)];
    const benchmarks = [...what.benchmarks.values()];
    const { design, faults: open } = importedDesign(map, mapFile, cells.places(), benchmarks, sentences);
    if (open.length > 0) throw new FaultError(open);
    step("writing");
    const count = writer.finish();
    writeFileSync(join(folder, "study.yaml"), designYaml(design));
    copyFileSync(mapFile, join(folder, "map.yaml"));
    for (const [path, text] of Object.entries(request.companions?.(map.unit) ?? {})) {
      writeBelow(folder, path, text);
    }
    step("checking what was written");
    await checked(folder, out);
    const told = { assumed: cells.assumed(), notes: sentences, cells: count };
    return { kind: "study", summary: summary(cells.places(), told) };
  });
}

/** @throws {FaultError} when the study that is to be written has no name */
function outOf({ out }: ImportRequest): string {
  if (out !== null) return out;
  const expected = "npm run import -- FORMAT PATH… --out DIR --map FILE";
  const todo = "Only a map of `columns` alone needs none: the rest of it is then drafted.";
  throw new FaultError([{ file: "import", value: "--out is missing", expected, todo }]);
}

/** The files of the format; others are left out with the reason, and a pointer in the place of a file is a fault. */
function chosenFiles(importer: Importer, { paths }: ImportRequest, skip: (what: string) => void): readonly LogFile[] {
  const faults: Fault[] = [];
  const files = logFiles(paths).filter((file) => {
    if (file.kind === "pointer") {
      faults.push({
        file: file.shown,
        value: "is a Git LFS pointer, not the file itself",
        expected: "the log",
        todo: "Fetch it with `git lfs pull`, then import again.",
      });
      return false;
    }
    try {
      if (importer.recognises(file)) return true;
      if (importer.ignores?.(file) === true) return false;
    } catch (error) {
      if (!(error instanceof FaultError)) throw error;
      faults.push(...error.faults);
      return false;
    }
    skip(`${file.shown}: ${file.kind === "empty" ? "is empty" : `is no log of ${importer.title}`}`);
    return false;
  });
  if (faults.length > 0) throw new FaultError(faults);
  return files;
}

function assertFound(what: Seen, importer: Importer, { paths }: ImportRequest): void {
  if (what.benchmarks.size > 0) return;
  throw new FaultError([
    {
      file: paths.join(" "),
      value: "holds no evaluations that can be imported",
      expected: `logs of ${importer.title}`,
      todo: "Check the path and the format; `npm run import -- --help` lists the formats.",
    },
  ]);
}

/** Which benchmarks have no confidence: readers of the report should not look for it. */
function confidenceNotes({ benchmarks }: Seen): readonly string[] {
  const without = [...benchmarks.values()].filter(({ hasConfidence }) => !hasConfidence).map(({ name }) => name);
  if (without.length === 0) return [];
  if (without.length === benchmarks.size) return ["The logs hold no confidence: this study is of accuracy alone."];
  return [`The logs hold no confidence for ${without.join(", ")}.`];
}

/** Log-probabilities stay where a study can hold them: as many as the benchmark declares choices, all finite, for all items. */
function withLogprobs(items: readonly Item[] | null, choices: number | undefined): readonly Item[] | null {
  const isWhole = items?.every(
    ({ logprobs }) => logprobs?.length === choices && logprobs?.every(Number.isFinite) === true,
  );
  return items === null || isWhole ? items : items.map((item) => ({ ...item, logprobs: null }));
}

/** Reads the written study as every command does: what is handed over can be reported. */
async function checked(folder: string, out: string): Promise<void> {
  try {
    await loadStudy(folder);
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    throw new FaultError(
      error.faults.map((fault) => ({ ...fault, file: fault.file.replace(/^.*\.import-[^/]*/, out) })),
    );
  }
}
