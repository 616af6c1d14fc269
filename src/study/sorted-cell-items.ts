import { type ItemCell, MISSING } from "./item-cell.ts";
import type { CellItems } from "./study.ts";

/** The rows of a cell sorted by item, with `rank[number]` the place of an item in the sorted ids of its benchmark. */
export function sortedCellItems(cell: ItemCell, rank: Uint32Array): CellItems {
  const { rows } = cell;
  const ranks = new Uint32Array(rows);
  let ascending = true;
  for (let row = 0; row < rows; row++) {
    ranks[row] = rank[cell.item[row]!]!;
    if (row > 0 && ranks[row]! < ranks[row - 1]!) ascending = false;
  }
  const order = ascending ? null : Uint32Array.from(ranks.keys()).sort((a, b) => ranks[a]! - ranks[b]!);
  const arranged = <T extends Uint32Array | Uint8Array | Int32Array | Int16Array>(column: T): T => {
    const copy = column.slice(0, rows) as T;
    if (order !== null) for (let row = 0; row < rows; row++) copy[row] = column[order[row]!]!;
    return copy;
  };
  const given = <T extends Int32Array | Int16Array>(column: T): T | null =>
    column[0] === MISSING ? null : arranged(column);
  return Object.freeze({
    item: arranged(ranks),
    correct: arranged(cell.correct),
    confidence: given(cell.confidence),
    correctProb: given(cell.correctProb),
    optionMass: given(cell.optionMass),
    picked: given(cell.picked),
    logprobs: cell.logprobs && arrangedRows(cell.logprobs, cell.logprobs.length / cell.item.length, rows, order),
  });
}

function arrangedRows(values: Float64Array, width: number, rows: number, order: Uint32Array | null): Float64Array {
  const copy = values.slice(0, rows * width);
  order?.forEach((from, row) => {
    copy.set(values.subarray(from * width, (from + 1) * width), row * width);
  });
  return copy;
}
