import { decimal } from "./decimal.ts";
import type { Declared } from "./declared.ts";
import type { FaultList } from "./fault-list.ts";
import { readCsv } from "./read-csv.ts";
import { rowIds } from "./row-ids.ts";
import { shareFault } from "./share-fault.ts";
import { type Cell, type CellBin, type CellBins, cellKey } from "./study.ts";
import type { SourceFile, StudyFolder } from "./study-folder.ts";
import type { TableColumns } from "./table.ts";
import { type AddRowFault, tableRow } from "./table-row.ts";

const IDS = ["mixture", "scale", "seed", "stage", "benchmark"];
const BIN_COLUMNS: TableColumns = { required: [...IDS, "kind", "bin", "n", "correct", "confidence"], optional: [] };
const CALIBRATION_COLUMNS: TableColumns = {
  required: [...IDS, "auroc", "item_variance"],
  optional: ["n", "ece", "ece_floor", "ece_debiased", "calibration_rms", "overconfidence"],
};
const BINS = 15;
/** Means are written with twelve digits, and added up again. */
const TOLERANCE = 1e-6;
const TODO = "Make results.csv and aggregates/ in one run: npm run aggregate.";

/** The bins of one cell as they are read. */
interface Reading {
  readonly mass: CellBin[];
  readonly width: CellBin[];
  readonly line: number;
}

/**
 * Reads `aggregates/bins.csv` and `aggregates/calibration.csv`, if there are any: what `npm run aggregate` knows of cells whose
 * items are too many to keep.
 *
 * @param cells those of results.csv, by `cellKey`: bins must add up to them. Of others, which have items, nothing is read
 */
export function readBins(
  folder: StudyFolder,
  declared: Declared,
  cells: ReadonlyMap<string, Cell>,
  faults: FaultList,
): ReadonlyMap<string, CellBins> {
  const bins = new Map<string, CellBins>();
  const file = folder.exists("aggregates/bins.csv") ? folder.read("aggregates/bins.csv") : null;
  if (file === null) return bins;
  const found = new Map<string, Reading>();
  readCsv(file, BIN_COLUMNS, faults, (batch) => {
    for (let row = 0; row < batch.rows; row++) {
      const { text, fault } = tableRow(file, batch, row, faults);
      const ids = rowIds(text, declared, fault);
      const bin = binOf(text, fault);
      if (ids === null || bin === null) continue;
      const key = cellKey(ids);
      const reading = found.get(key) ?? { mass: [], width: [], line: batch.line(row) };
      found.set(key, reading);
      const own = text("kind") === "mass" ? reading.mass : reading.width;
      if (own.some(({ place }) => place === bin.place))
        fault("bin", { value: `bin ${text("bin")} of this cell stands here again`, expected: "it once", todo: TODO });
      own.push(bin);
    }
  });
  const measures = readMeasures(folder, declared, faults);
  for (const [key, { mass, width, line }] of found) {
    const cell = cells.get(key);
    if (cell === undefined) continue;
    const wrong = [mass, width].map((own) => contradiction(own, cell)).find((value) => value !== null);
    if (wrong) faults.add({ file: file.shown, line, column: 1, ...wrong, todo: TODO });
    const byPlace = (a: CellBin, b: CellBin) => a.place - b.place;
    const { auroc, isConstant } = measures.get(key) ?? { auroc: null, isConstant: false };
    bins.set(key, { mass: mass.sort(byPlace), width: width.sort(byPlace), auroc, isConstant });
  }
  return bins;
}

function binOf(text: (name: string) => string, fault: AddRowFault): CellBin | null {
  let sound = true;
  const refuse: AddRowFault = (name, what) => {
    sound = false;
    fault(name, what);
  };
  const whole = (name: string, least: number, most: number, expected: string): number => {
    const value = decimal(text(name));
    if (!Number.isSafeInteger(value) || value < least || value > most)
      refuse(name, { value: `${name} is ${text(name)}`, expected, todo: TODO });
    return value;
  };
  if (text("kind") !== "mass" && text("kind") !== "width")
    refuse("kind", { value: `kind is ${text("kind")}`, expected: "mass or width", todo: TODO });
  const place = whole("bin", 1, BINS, `1 to ${BINS}`) - 1;
  const n = whole("n", 1, Number.MAX_SAFE_INTEGER, "the number of items in the bin");
  const correct = whole("correct", 0, n, `how many of the ${n} items are right`);
  const confidence = decimal(text("confidence"));
  if (!(confidence >= 0 && confidence <= 1)) refuse("confidence", shareFault("confidence", text("confidence")));
  return sound ? { place, n, correct, confidence } : null;
}

/** What bins add up to, where results.csv has it otherwise; null where both agree. */
function contradiction(bins: readonly CellBin[], cell: Cell): { value: string; expected: string } | null {
  const of = `${cell.mixture}, ${cell.scale}, seed ${cell.seed}, ${cell.stage}, ${cell.benchmark}`;
  const total = (what: (bin: CellBin) => number) => bins.reduce((sum, bin) => sum + what(bin), 0);
  const n = total((bin) => bin.n);
  const [correct, confidence] = [total((bin) => bin.correct), total((bin) => bin.n * bin.confidence) / n];
  if (n !== cell.n) return { value: `the bins of ${of} have ${n} items`, expected: `${cell.n}, as results.csv says` };
  const right = Math.round(cell.accuracy * n);
  if (correct !== right)
    return { value: `of ${of}, ${correct} items are right`, expected: `${right}, as results.csv says` };
  if (cell.confidence !== null && Math.abs(confidence - cell.confidence) <= TOLERANCE) return null;
  const expected = `${cell.confidence ?? "none"}, as results.csv says`;
  return { value: `the mean confidence of ${of} is ${Number(confidence.toPrecision(6))}`, expected };
}

/** AUROC of each cell, and whether its confidences vary: by `cellKey`. */
function readMeasures(
  folder: StudyFolder,
  declared: Declared,
  faults: FaultList,
): ReadonlyMap<string, Pick<CellBins, "auroc" | "isConstant">> {
  const measures = new Map<string, Pick<CellBins, "auroc" | "isConstant">>();
  const path = "aggregates/calibration.csv";
  const file: SourceFile | null = folder.exists(path) ? folder.read(path) : null;
  if (file === null) return measures;
  readCsv(file, CALIBRATION_COLUMNS, faults, (batch) => {
    for (let row = 0; row < batch.rows; row++) {
      const { text, fault } = tableRow(file, batch, row, faults);
      const ids = rowIds(text, declared, fault);
      const auroc = text("auroc") === "" ? null : decimal(text("auroc"));
      if (auroc !== null && !(auroc >= 0 && auroc <= 1)) fault("auroc", shareFault("auroc", text("auroc")));
      if (ids !== null) measures.set(cellKey(ids), { auroc, isConstant: decimal(text("item_variance")) === 0 });
    }
  });
  return measures;
}
