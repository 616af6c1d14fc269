import { FaultError } from "../faults.ts";
import { benchmarkItems } from "./benchmark-items.ts";
import { cellOfSums } from "./cell-of-sums.ts";
import { cellSums } from "./cell-sums.ts";
import type { Declared } from "./declared.ts";
import type { StudyDesign } from "./design.ts";
import { faultList } from "./fault-list.ts";
import { pickFaults } from "./pick-faults.ts";
import { readBins } from "./read-bins.ts";
import { readDesign } from "./read-design.ts";
import { readItems } from "./read-items.ts";
import { readQuestions } from "./read-questions.ts";
import { readResults } from "./read-results.ts";
import { sortedCellItems } from "./sorted-cell-items.ts";
import { type BenchmarkItems, type Cell, type CellItems, cellKey, type Study } from "./study.ts";
import { studyFolder } from "./study-folder.ts";

/**
 * Loads the study in `directory` (Contract 1: study.yaml, results.csv, items/, questions.csv, aggregates/) and checks all of it. What
 * is returned does not depend on the order of rows and files.
 *
 * @throws {FaultError} with everything that is wrong, when anything is
 */
export async function loadStudy(directory: string): Promise<Study> {
  const faults = faultList(directory);
  const folder = studyFolder(directory, faults);
  if (folder === null) throw new FaultError(faults.all);

  const { design, declared } = readDesign(folder, faults);
  const questions = readQuestions(folder, declared, faults);
  const table = readItems(folder, declared, faults);
  pickFaults(table.cells, table.ids, questions, folder.shownPath("questions.csv"), faults);
  const answered = benchmarkItems(table.ids, questions, folder.shownPath("questions.csv"), declared, faults);

  const cells = new Map<string, Cell>();
  const items = new Map<string, CellItems>();
  for (const cell of table.cells) {
    const ids = {
      mixture: declared.mixture.list[cell.mixture]!,
      scale: declared.scale.list[cell.scale]!,
      seed: cell.seed,
      stage: declared.stage.list[cell.stage]!,
      benchmark: declared.benchmark.list[cell.benchmark]!,
    };
    if (cell.rows === 0) continue; // all of its rows have faults
    const own = sortedCellItems(cell, answered.get(cell.benchmark)!.rank);
    items.set(cellKey(ids), own);
    cells.set(cellKey(ids), Object.freeze(cellOfSums(ids, cellSums(own))));
  }
  const results = readResults(folder, declared, cells, faults);
  const bins = readBins(folder, declared, new Map(results.map((cell) => [cellKey(cell), cell])), faults);
  if (folder.exists("models.csv")) folder.read("models.csv"); // for its hash: the report only offers it
  if (cells.size === 0 && results.length === 0 && faults.all.length === 0) {
    faults.add({
      file: folder.shown,
      value: "has neither items nor results",
      expected: "tables in items/, or results.csv",
      todo: "Add the evaluation data; `npm run import` makes them from other tools’ logs.",
    });
  }
  if (design === null || faults.all.length > 0) throw new FaultError(faults.all);
  return assembled(design, declared, [...cells.values(), ...results.map((cell) => Object.freeze(cell))], items, {
    bins,
    benchmarks: new Map([...answered].map(([index, { items: own }]) => [declared.benchmark.list[index]!, own])),
    files: folder.files(),
  });
}

function assembled(
  design: StudyDesign,
  { benchmark, scale, stage, mixture }: Declared,
  cells: Cell[],
  items: ReadonlyMap<string, CellItems>,
  {
    benchmarks,
    bins,
    files,
  }: { benchmarks: ReadonlyMap<string, BenchmarkItems>; bins: Study["bins"]; files: Study["files"] },
): Study {
  const place = (cell: Cell) => [
    benchmark.indexOf(cell.benchmark),
    scale.indexOf(cell.scale),
    stage.indexOf(cell.stage),
    mixture.indexOf(cell.mixture),
    cell.seed,
  ];
  const sorted = cells
    .map((cell) => ({ cell, place: place(cell) }))
    .sort((a, b) => {
      const at = a.place.findIndex((value, index) => value !== b.place[index]);
      return at === -1 ? 0 : a.place[at]! - b.place[at]!;
    })
    .map(({ cell }) => cell);
  const sortedItems = new Map<string, CellItems>();
  for (const cell of sorted) {
    const own = items.get(cellKey(cell));
    if (own !== undefined) sortedItems.set(cellKey(cell), own);
  }
  const sortedBenchmarks = new Map<string, BenchmarkItems>();
  for (const id of benchmark.list) {
    const own = benchmarks.get(id);
    if (own !== undefined) sortedBenchmarks.set(id, own);
  }
  return Object.freeze({
    design,
    cells: Object.freeze(sorted),
    items: sortedItems,
    bins,
    benchmarkItems: sortedBenchmarks,
    files: Object.freeze(files),
  });
}
