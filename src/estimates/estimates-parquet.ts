import { parquetWriteBuffer } from "hyparquet-writer";
import type { Estimate } from "./estimate.ts";
import { ESTIMATE_COLUMNS, estimateCells } from "./estimate-cells.ts";

/** The columns that are numbers; all others are text. Those of `REQUIRED` have no nulls. */
const NUMBERS: Readonly<Record<string, "DOUBLE" | "INT32">> = {
  value: "DOUBLE",
  low: "DOUBLE",
  high: "DOUBLE",
  p: "DOUBLE",
  p_adjusted: "DOUBLE",
  n: "INT32",
  mixtures_needed: "INT32",
};
const REQUIRED: ReadonlySet<string> = new Set(["id", "n", "unit", "quantity", "from"]);

/** Estimates as Parquet (Snappy), one row each, with the columns of the CSV. The same estimates give the same bytes. */
export function estimatesParquet(estimates: readonly Estimate[]): Uint8Array {
  const rows = estimates.map(estimateCells);
  const columnData = ESTIMATE_COLUMNS.map((name, k) => ({
    name,
    data: rows.map((row) => row[k] ?? null),
    type: NUMBERS[name] ?? ("STRING" as const),
    nullable: !REQUIRED.has(name),
  }));
  return new Uint8Array(parquetWriteBuffer({ columnData, createdBy: "magic-correlations" }));
}
