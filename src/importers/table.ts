import { decimal } from "../study/decimal.ts";
import { seedNumber } from "../study/seed-number.ts";
import { type ColumnChoice, chooseColumns } from "./choose-columns.ts";
import type { Evaluation, Item } from "./evaluation.ts";
import type { Importer, ReadOptions } from "./importer.ts";
import type { LogFile } from "./log-file.ts";
import { type TableRow, tableHead, tableRows, textHead } from "./table-rows.ts";
import { tableFault, UnreadableTable } from "./unreadable-table.ts";

/** Rows of one model and benchmark that are handed on together. */
const ROWS_AT_ONCE = 8192;

/**
 * Any table with a row for each result, or for each answer: CSV, TSV or Parquet. The map’s `columns` say which column is
 * which; usual names are known. Models are told apart by a column for each of mixture, scale, seed and stage, or by name.
 */
export const table: Importer = {
  name: "table",
  title: "CSV, TSV or Parquet tables",
  recognises: (file) => file.kind === "parquet" || (file.kind === "text" && textHead(file) !== null),
  async columns(files, mapped) {
    for (const file of files) {
      const head = await tableHead(file);
      if (head === null) continue;
      const { places } = chooseColumns(head, mapped);
      return Object.fromEntries([...places].map(([ours, at]) => [ours, head[at]!]));
    }
    return {};
  },
  async *read(files, options) {
    for (const file of files) {
      options.step(`reading ${file.shown}`);
      const head = await headOf(file, options);
      if (head === null) continue;
      const columns = chooseColumns(head, options.columns);
      if (columns.problem !== null) {
        const todo =
          "Write `columns:` in the map, for example `columns: {benchmark: task, accuracy: acc}`; with that alone, and no --out, the rest is drafted.";
        options.faults.add({ file: file.shown, line: 1, ...columns.problem, todo });
        continue;
      }
      yield* evaluations(file, head, columns, options);
    }
  },
};

async function headOf(file: LogFile, { faults }: ReadOptions): Promise<readonly string[] | null> {
  try {
    return await tableHead(file);
  } catch (error) {
    if (!(error instanceof UnreadableTable)) throw error;
    faults.add(tableFault(file, error));
    return null;
  }
}

/** Evaluations in the order of the rows: those of one model and benchmark that follow each other are handed on together. */
async function* evaluations(
  file: LogFile,
  head: readonly string[],
  { places }: ColumnChoice,
  options: ReadOptions,
): AsyncGenerator<Evaluation> {
  const names = [...places.values()].map((at) => head[at]!);
  const rows = tableRows(file, head, names);
  let [key, first, items]: [string, Evaluation | null, Item[]] = ["", null, []];
  const hasItems = places.has("item") && places.has("correct");
  try {
    for await (const row of rows) {
      const field = (ours: string) => row.values[places.get(ours) ?? -1] ?? "";
      if (options.skips(field("benchmark"))) continue;
      if (!hasItems) {
        const own = result(file, row, field, options);
        if (own !== null) yield own;
        continue;
      }
      const item = itemOf(file, row, field, places, head, options);
      if (item === null) continue;
      const own = ["model", "mixture", "scale", "seed", "stage", "benchmark"].map(field).join("\u0000");
      if (first !== null && (own !== key || items.length === ROWS_AT_ONCE)) {
        yield { ...first, items };
        items = [];
      }
      if (own !== key || first === null) first = identity(file, row, field, "correct");
      key = own;
      items.push(item);
    }
  } catch (error) {
    if (!(error instanceof UnreadableTable)) throw error;
    options.faults.add(tableFault(file, error));
    return;
  }
  if (first !== null && items.length > 0) yield { ...first, items };
}

type Field = (ours: string) => string;

function identity(file: LogFile, { line }: TableRow, field: Field, score: string): Evaluation {
  const told = (part: string) => (field(part) === "" ? undefined : field(part));
  const place = { mixture: told("mixture"), scale: told("scale"), seed: told("seed"), stage: told("stage") };
  const model = field("model") === "" ? Object.values(place).filter(Boolean).join(" ") : field("model");
  return {
    file: file.shown,
    line,
    source: "table",
    date: null,
    model,
    told: place,
    benchmark: field("benchmark"),
    group: null,
    settings: null,
    score,
    scores: [],
    accuracy: null,
    n: null,
    confidence: null,
    items: null,
    partial: null,
    notes: [],
  };
}

function result(file: LogFile, row: TableRow, field: Field, options: ReadOptions): Evaluation | null {
  const refuse = (value: string, expected: string, todo: string): null => {
    options.faults.add({ file: file.shown, line: row.line, value, expected, todo });
    return null;
  };
  const share = (name: string): number | null | undefined => {
    if (field(name) === "") return null;
    const x = decimal(field(name));
    if (x >= 0 && x <= 1) return x;
    refuse(`${name} is ${field(name)}`, "a share in [0, 1]", "Divide percentages by 100 first.");
    return undefined;
  };
  const accuracy = share("accuracy");
  const confidence = share("confidence");
  if (accuracy === undefined || confidence === undefined) return null;
  if (accuracy === null) return refuse("accuracy is empty", "a share in [0, 1]", "Fill it in, or remove the row.");
  if (field("benchmark") === "") return refuse("benchmark is empty", "the name of one", "Fill it in.");
  const n = field("n") === "" ? null : Number(field("n"));
  if (n !== null && !(Number.isSafeInteger(n) && n > 0)) {
    return refuse(`n is ${field("n")}`, "the number of items, a positive integer", "Correct it, or leave it empty.");
  }
  const source = `table ${file.path}:${row.line}`;
  return { ...identity(file, row, field, "accuracy"), source, accuracy, confidence, n };
}

function itemOf(
  file: LogFile,
  { line }: TableRow,
  field: Field,
  places: ReadonlyMap<string, number>,
  head: readonly string[],
  { faults }: ReadOptions,
): Item | null {
  const refuse = (ours: string, expected: string): null => {
    const name = head[places.get(ours)!]!;
    const value = `${name} is ${field(ours) === "" ? "empty" : field(ours)}`;
    faults.add({ file: file.shown, line, value, expected, todo: "Correct the row, or the column in the map." });
    return null;
  };
  const share = (ours: string): number | null => (field(ours) === "" ? null : decimal(field(ours)));
  if (field("item") === "") return refuse("item", "an id: text or an integer");
  if (field("benchmark") === "") return refuse("benchmark", "the name of a benchmark");
  const correct = /^(1(\.0*)?|true)$/i.test(field("correct"))
    ? 1
    : /^(0(\.0*)?|false)$/i.test(field("correct"))
      ? 0
      : null;
  if (correct === null) return refuse("correct", "0 or 1");
  const [confidence, correctProb] = [share("confidence"), share("correct_prob")];
  if (confidence !== null && !(confidence >= 0 && confidence <= 1)) return refuse("confidence", "a share in [0, 1]");
  if (correctProb !== null && !(correctProb >= 0 && correctProb <= 1))
    return refuse("correct_prob", "a share in [0, 1]");
  const picked = field("picked") === "" ? null : seedNumber(field("picked"));
  if (field("picked") !== "" && (picked === null || picked < 0))
    return refuse("picked", "the index of a choice, from 0");
  return {
    id: field("item"),
    correct,
    confidence,
    correctProb,
    picked,
    choices: null,
    fingerprint: null,
    logprobs: null,
  };
}
