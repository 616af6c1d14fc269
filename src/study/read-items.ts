import { billionths } from "./billionths.ts";
import { decimal } from "./decimal.ts";
import type { Declared } from "./declared.ts";
import type { FaultList } from "./fault-list.ts";
import { claimItem, growItemCell, type ItemCell, itemCell, MISSING } from "./item-cell.ts";
import { itemFaults } from "./item-faults.ts";
import { type ItemIds, itemIds } from "./item-ids.ts";
import { logprobsFault, logprobsOf } from "./logprobs.ts";
import { readCsv } from "./read-csv.ts";
import { readParquet } from "./read-parquet.ts";
import { seedNumber } from "./seed-number.ts";
import type { StudyFolder } from "./study-folder.ts";
import type { Batch, TableColumns } from "./table.ts";

/** All rows of `items/`, by cell. */
export interface ItemTable {
  readonly cells: readonly ItemCell[];
  /** by the index of the benchmark */
  readonly ids: ReadonlyMap<number, ItemIds>;
}

export const ITEM_COLUMNS: TableColumns = {
  required: ["mixture", "scale", "seed", "stage", "benchmark", "item", "correct"],
  optional: ["confidence", "correct_prob", "option_mass", "picked", "logprobs"],
  lists: ["logprobs"],
};

/** Confidence and probabilities may miss their bounds by a rounding error of their writer, in units of 10⁻⁹. */
export const TOLERANCE = 1_000;

/** Reads every file of `items/`, in the order of their names. */
export function readItems(folder: StudyFolder, declared: Declared, faults: FaultList): ItemTable {
  const cells = new Map<string, ItemCell>();
  const ids = new Map<number, ItemIds>();
  for (const name of folder.list("items")) {
    const path = `items/${name}`;
    if (name.endsWith(".md")) continue;
    if (!/\.(parquet|csv|csv\.gz)$/.test(name)) {
      faults.add({
        file: folder.shownPath(path),
        value: "is not a table of items",
        expected: "files that end in .parquet, .csv or .csv.gz",
        todo: "Convert it, or move it out of items/.",
      });
      continue;
    }
    const file = folder.read(path);
    if (file === null) continue;
    const take = (batch: Batch) => takeRows(batch, file.shown, declared, cells, ids, faults);
    if (name.endsWith(".parquet")) readParquet(file, ITEM_COLUMNS, faults, take);
    else readCsv(file, ITEM_COLUMNS, faults, take);
  }
  return { cells: [...cells.values()], ids };
}

/** The hot loop: about a million rows a second. A row with anything wrong is explained elsewhere, and left out. */
function takeRows(
  batch: Batch,
  shown: string,
  declared: Declared,
  cells: Map<string, ItemCell>,
  ids: Map<number, ItemIds>,
  faults: FaultList,
): void {
  const column = (name: string) => batch.column(name) ?? [];
  const [mixture, scale, seed, stage, benchmark] = [
    column("mixture"),
    column("scale"),
    column("seed"),
    column("stage"),
    column("benchmark"),
  ];
  const [item, correct, picked] = [column("item"), column("correct"), batch.column("picked")];
  const confidence = batch.column("confidence");
  const correctProb = batch.column("correct_prob");
  const optionMass = batch.column("option_mass");
  const logprobs = batch.column("logprobs");
  const float32 = ["confidence", "correct_prob", "option_mass"].map((name) => batch.isFloat32(name)) as [
    boolean,
    boolean,
    boolean,
  ];

  let cell: ItemCell | null = null;
  let known: ItemIds | null = null;
  let [floor, choices] = [0, 32768];
  let number = -1;
  for (let row = 0; row < batch.rows; row++) {
    if (
      row === 0 ||
      benchmark[row] !== benchmark[row - 1] ||
      stage[row] !== stage[row - 1] ||
      seed[row] !== seed[row - 1] ||
      scale[row] !== scale[row - 1] ||
      mixture[row] !== mixture[row - 1]
    ) {
      cell = cellOf(mixture[row], scale[row], seed[row], stage[row], benchmark[row], declared, cells);
      known = null;
      number = -1;
      if (cell !== null) {
        known = ids.get(cell.benchmark) ?? itemIds();
        ids.set(cell.benchmark, known);
        const declaredChoices = declared.choices(cell.benchmark);
        choices = declaredChoices ?? 32768;
        floor = declaredChoices === null ? 0 : Math.ceil(1e9 / declaredChoices) - TOLERANCE;
        if (cell.files.at(-1)?.shown !== shown) cell.files.push({ shown, from: cell.rows });
      }
    }
    if (cell === null || known === null) {
      itemFaults({ batch, row, shown, declared, cell, item: -1, duplicate: false }, faults);
      continue;
    }
    number = known.numberOf(item[row], number + 1);
    const y = bit(correct[row]);
    const q = confidence === null ? MISSING : share(confidence[row], float32[0]);
    const c = correctProb === null ? MISSING : share(correctProb[row], float32[1]);
    const mass = optionMass === null ? MISSING : share(optionMass[row], float32[2]);
    const pick = picked === null ? MISSING : index(picked[row], choices);
    const scores = logprobs === null ? null : logprobsOf(logprobs[row]);
    const { rows } = cell;
    const sound =
      number !== -1 &&
      y !== -1 &&
      q >= MISSING &&
      c >= MISSING &&
      mass >= MISSING &&
      pick >= MISSING &&
      (q === MISSING ||
        (q >= floor && (c === MISSING || (y === 1 ? Math.abs(c - q) <= TOLERANCE : c <= q + TOLERANCE)))) &&
      (rows === 0 ||
        ((q === MISSING) === (cell.confidence[0] === MISSING) &&
          (c === MISSING) === (cell.correctProb[0] === MISSING) &&
          (mass === MISSING) === (cell.optionMass[0] === MISSING) &&
          (pick === MISSING) === (cell.picked[0] === MISSING) &&
          (scores === null) === (cell.logprobs === null))) &&
      (scores === null ||
        logprobsFault(scores, {
          choices: declared.choices(cell.benchmark),
          confidence: q === MISSING ? null : q / 1e9,
          picked: pick === MISSING ? null : pick,
        }) === null);
    const duplicate = number !== -1 && !claimItem(cell, number);
    if (!sound || duplicate) {
      itemFaults({ batch, row, shown, declared, cell, item: number, duplicate }, faults);
      continue;
    }
    if (rows === cell.item.length) growItemCell(cell);
    cell.item[rows] = number;
    cell.correct[rows] = y;
    cell.confidence[rows] = q;
    cell.correctProb[rows] = c;
    cell.optionMass[rows] = mass;
    cell.picked[rows] = pick;
    cell.line[rows] = batch.line(row);
    if (scores !== null) {
      cell.logprobs ??= new Float64Array(cell.item.length * scores.length);
      for (let k = 0; k < scores.length; k++) cell.logprobs[rows * scores.length + k] = Math.min(0, scores[k]!);
    }
    cell.rows = rows + 1;
  }
}

function cellOf(
  mixture: unknown,
  scale: unknown,
  seed: unknown,
  stage: unknown,
  benchmark: unknown,
  declared: Declared,
  cells: Map<string, ItemCell>,
): ItemCell | null {
  const m = typeof mixture === "string" ? declared.mixture.indexOf(mixture) : -1;
  const s = typeof scale === "string" ? declared.scale.indexOf(scale) : -1;
  const t = typeof stage === "string" ? declared.stage.indexOf(stage) : -1;
  const b = typeof benchmark === "string" ? declared.benchmark.indexOf(benchmark) : -1;
  const k = seedNumber(seed);
  if (m === -1 || s === -1 || t === -1 || b === -1 || k === null) return null;
  const key = `${m}/${s}/${k}/${t}/${b}`;
  const known = cells.get(key);
  if (known !== undefined) return known;
  const cell = itemCell({ mixture: m, scale: s, seed: k, stage: t, benchmark: b });
  cells.set(key, cell);
  return cell;
}

/** 0 or 1; −1 for anything else. */
function bit(value: unknown): number {
  if (value === 0 || value === "0" || value === false) return 0;
  if (value === 1 || value === "1" || value === true) return 1;
  const x = numeric(value);
  return x === 0 || x === 1 ? x : -1;
}

/** Billionths of a share; MISSING when empty; NaN (below every bound) when it is no share. Rounding errors are cut off. */
function share(value: unknown, float32: boolean): number {
  if (value === null || value === undefined || value === "") return MISSING;
  const x = numeric(value);
  if (!(x >= -1e-6 && x <= 1 + 1e-6)) return Number.NaN;
  return x <= 0 ? 0 : x >= 1 ? 1e9 : billionths(x, float32);
}

/** An index below `choices`; MISSING when empty; NaN when it is none. */
function index(value: unknown, choices: number): number {
  if (value === null || value === undefined || value === "") return MISSING;
  const x = numeric(value);
  return Number.isInteger(x) && x >= 0 && x < choices ? x : Number.NaN;
}

function numeric(value: unknown): number {
  if (typeof value === "number") return value;
  if (typeof value === "string") return decimal(value);
  return typeof value === "bigint" ? Number(value) : Number.NaN;
}
