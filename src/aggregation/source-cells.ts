import { type Fault, FaultError } from "../faults.ts";
import { nllBillionths } from "../study/nll-billionths.ts";
import { cellKey } from "../study/study.ts";
import { cellSumsSql, distinctItemsSql, SUM_FIELDS } from "./aggregation-sql.ts";
import { byCellIds, type CellAggregate, mergedCell } from "./cell-aggregate.ts";
import type { Engine, ItemSource } from "./engine.ts";
import { itemRowsSql, ROW_FAULTS, type RowsSource } from "./item-rows-sql.ts";
import { rankedCells } from "./ranked-cells.ts";
import { refuseRepeatedItems } from "./refuse-repeated-items.ts";

/**
 * Every cell of one source: sums, bins of equal width, and bins of equal mass as if the source had all of the cell.
 *
 * @returns sorted by ids
 * @throws {FaultError} with the rows that are no items, and with items that stand there twice
 */
export async function sourceCells(
  engine: Engine,
  source: ItemSource,
  own: RowsSource,
): Promise<readonly CellAggregate[]> {
  const rows = itemRowsSql(own);
  const parts = new Map<string, CellAggregate[]>();
  const marks = new Map<string, bigint>();
  const faulty: (readonly (string | null)[])[] = [];
  for (const row of await engine.rows(cellSumsSql(rows, engine.dialect))) {
    if (row[AT.fault] !== "0") {
      faulty.push(row);
      continue;
    }
    const part = partOf(row);
    const key = cellKey(part);
    const known = parts.get(key);
    if (known === undefined) parts.set(key, [part]);
    else known.push(part);
    marks.set(key, (marks.get(key) ?? 0n) + BigInt(row[AT.mark]!));
  }
  if (faulty.length > 0) throw new FaultError(await rowFaults(engine, source, rows, faulty));

  const cells = [...parts.values()].map(mergedCell).sort(byCellIds);
  const whole = new Map<string, string>();
  for (const [benchmark, count, mark] of await engine.rows(distinctItemsSql(rows, engine.dialect)))
    whole.set(benchmark ?? "", `${count}/${mark}`);
  // who has as many items as the benchmark, and the same sum of marks, has each once; the others are looked at one by one
  const unsure = cells.filter((cell) => whole.get(cell.benchmark) !== `${cell.n}/${marks.get(cellKey(cell))}`);
  await refuseRepeatedItems(engine, source.shown, rows, unsure);
  const sure = cells.filter((cell) => cell.confidences === cell.n);
  const ranked = await rankedCells(engine, rows, sure);
  return cells.map((cell) => ({ ...cell, ranked: ranked.get(cellKey(cell)) ?? null }));
}

/** Where each field of a row of sums stands. */
const AT = Object.fromEntries(SUM_FIELDS.map((name, place) => [name, place])) as Record<
  (typeof SUM_FIELDS)[number],
  number
>;

function partOf(row: readonly (string | null)[]): CellAggregate {
  const count = (place: number) => Number(row[place]);
  const total = (place: number) => BigInt(row[place]!);
  const [n, right, bin, doubt] = [count(AT.n), count(AT.right), count(AT.bin), count(AT.doubt)];
  const hasConfidence = bin >= 0;
  const confidence = hasConfidence ? total(AT.confidence) : 0n;
  return {
    mixture: row[AT.mixture]!,
    scale: row[AT.scale]!,
    seed: count(AT.seed),
    stage: row[AT.stage]!,
    benchmark: row[AT.benchmark]!,
    n,
    right,
    confidence,
    squares: hasConfidence ? total(AT.squares) : 0n,
    products: hasConfidence ? total(AT.products) : 0n,
    nll: total(AT.nll) + (doubt >= 0 ? BigInt(n) * BigInt(nllBillionths(doubt)) : 0n),
    confidences: hasConfidence ? n : 0,
    correctProbs: count(AT.correctProbs),
    correctProb: total(AT.correctProb),
    lowest: count(AT.lowest),
    widthBins: hasConfidence ? [{ bin, n, right, confidence }] : [],
    ranked: null,
  };
}

/** One fault for each kind that a source has, with an example. */
async function rowFaults(
  engine: Engine,
  source: ItemSource,
  rows: string,
  faulty: readonly (readonly (string | null)[])[],
): Promise<readonly Fault[]> {
  const counts = new Map<number, number>();
  for (const row of faulty) {
    const kind = Number(row[AT.fault]);
    counts.set(kind, (counts.get(kind) ?? 0) + Number(row[AT.n]));
  }
  const faults: Fault[] = [];
  for (const [kind, count] of [...counts].sort(([a], [b]) => a - b)) {
    const { column, expected } = ROW_FAULTS[kind]!;
    const [example] = await engine.rows(
      `SELECT mixture, scale, CAST(seed AS VARCHAR), stage, benchmark, CAST(item AS VARCHAR) FROM (${rows}) AS items WHERE fault = ${kind} ORDER BY 1, 2, 3, 4, 5, 6 LIMIT 1`,
    );
    const shown = example?.map((field) => field ?? "?").join(", ");
    faults.push({
      file: source.shown,
      value: `${column} is wrong or missing in ${count.toLocaleString("en-US")} ${count === 1 ? "row" : "rows"} (the first is ${shown})`,
      expected,
      todo: "Correct or remove these rows; what is missing is not zero.",
    });
  }
  return faults;
}
