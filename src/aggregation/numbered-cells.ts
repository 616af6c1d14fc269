import type { CellIds } from "../study/study.ts";
import type { NumberedCell } from "./aggregation-sql.ts";

/** A cell as a query lists it. */
export function numberedCell(cell: CellIds, number: number, also: number): NumberedCell {
  const { mixture, scale, seed, stage, benchmark } = cell;
  return { number, mixture, scale, seed, stage, benchmark, also };
}

/** Cells as queries list them, as many at once as an engine takes; their number is their place in `cells`. */
export function* numberedCells<Own extends CellIds>(
  cells: readonly Own[],
  largestList: number,
  also: (cell: Own) => number,
): Generator<readonly NumberedCell[]> {
  for (let first = 0; first < cells.length; first += largestList)
    yield cells.slice(first, first + largestList).map((cell, k) => numberedCell(cell, first + k, also(cell)));
}
