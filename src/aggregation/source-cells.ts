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
  const parts = new Map<string, { cell: CellAggregate; mark: bigint }>();
  const faulty: (readonly string[])[] = [];
  for (const fields of await engine.rows(cellSumsSql(rows, engine.dialect))) {
    const row = fields.map((field) => field ?? "");
    if (row[5] !== "0") {
      faulty.push(row);
      continue;
    }
    const { cell, mark } = partOf(row);
    const key = cellKey(cell);
    const known = parts.get(key);
    parts.set(key, known ? { cell: mergedCell(known.cell, cell), mark: known.mark + mark } : { cell, mark });
  }
  if (faulty.length > 0) throw new FaultError(await rowFaults(engine, source, rows, faulty));

  const cells = [...parts.values()].map(({ cell }) => cell).sort(byCellIds);
  const whole = new Map<string, string>();
  for (const [benchmark, count, mark] of await engine.rows(distinctItemsSql(rows, engine.dialect)))
    whole.set(benchmark ?? "", `${count}/${mark}`);
  // who has as many items as the benchmark, and the same sum of marks, has each once; the others are looked at one by one
  const unsure = cells.filter((cell) => whole.get(cell.benchmark) !== `${cell.n}/${parts.get(cellKey(cell))!.mark}`);
  await refuseRepeatedItems(engine, source.shown, rows, unsure);
  const sure = cells.filter((cell) => cell.confidences === cell.n);
  const ranked = await rankedCells(engine, rows, sure);
  return cells.map((cell) => ({ ...cell, ranked: ranked.get(cellKey(cell)) ?? null }));
}

function partOf(row: readonly string[]): { cell: CellAggregate; mark: bigint } {
  const field = (name: (typeof SUM_FIELDS)[number]) => row[SUM_FIELDS.indexOf(name)]!;
  const count = (name: (typeof SUM_FIELDS)[number]) => Number(field(name));
  const total = (name: (typeof SUM_FIELDS)[number]) => BigInt(field(name));
  const [n, right, bin, doubt] = [count("n"), count("right"), count("bin"), count("doubt")];
  const hasConfidence = bin >= 0;
  const confidence = hasConfidence ? total("confidence") : 0n;
  const cell: CellAggregate = {
    mixture: field("mixture"),
    scale: field("scale"),
    seed: count("seed"),
    stage: field("stage"),
    benchmark: field("benchmark"),
    n,
    right,
    confidence,
    squares: hasConfidence ? total("squares") : 0n,
    products: hasConfidence ? total("products") : 0n,
    nll: total("nll") + (doubt >= 0 ? BigInt(n) * BigInt(nllBillionths(doubt)) : 0n),
    confidences: hasConfidence ? n : 0,
    correctProbs: count("correctProbs"),
    correctProb: total("correctProb"),
    lowest: count("lowest"),
    widthBins: hasConfidence ? [{ bin, n, right, confidence }] : [],
    ranked: null,
  };
  return { cell, mark: total("mark") };
}

/** One fault for each kind that a source has, with an example. */
async function rowFaults(
  engine: Engine,
  source: ItemSource,
  rows: string,
  faulty: readonly (readonly string[])[],
): Promise<readonly Fault[]> {
  const counts = new Map<number, number>();
  const at = SUM_FIELDS.indexOf("n");
  for (const row of faulty) counts.set(Number(row[5]), (counts.get(Number(row[5])) ?? 0) + Number(row[at]));
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
