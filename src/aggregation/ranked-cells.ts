import { type CellIds, cellKey } from "../study/study.ts";
import { equalMassBinsSql } from "./aggregation-sql.ts";
import type { AggregateBin, RankedCell } from "./cell-aggregate.ts";
import type { Engine } from "./engine.ts";
import { numberedCells } from "./numbered-cells.ts";

/** Bins of equal mass and rank sums of cells whose items, all of them, are in `rows`: by `cellKey`. */
export async function rankedCells(
  engine: Engine,
  rows: string,
  cells: readonly (CellIds & { readonly n: number })[],
): Promise<ReadonlyMap<string, RankedCell>> {
  const found = new Map<number, { massBins: AggregateBin[]; doubledRanks: bigint }>();
  for (const list of numberedCells(cells, engine.largestList, ({ n }) => n)) {
    for (const row of await engine.rows(equalMassBinsSql(rows, list, engine.dialect))) {
      const [number, bin, n, right] = row.slice(0, 4).map(Number) as [number, number, number, number];
      const own = found.get(number) ?? { massBins: [], doubledRanks: 0n };
      found.set(number, own);
      own.massBins.push({ bin, n, right, confidence: BigInt(row[4]!) });
      own.doubledRanks += BigInt(row[5]!);
    }
  }
  const ranked = new Map<string, RankedCell>();
  for (const [number, { massBins, doubledRanks }] of found)
    ranked.set(cellKey(cells[number]!), { massBins: massBins.sort((a, b) => a.bin - b.bin), doubledRanks });
  return ranked;
}
