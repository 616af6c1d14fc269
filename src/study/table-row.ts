import type { Fault } from "../faults.ts";
import type { FaultList } from "./fault-list.ts";
import type { SourceFile } from "./study-folder.ts";
import type { Batch } from "./table.ts";

/** Adds what is wrong with a column of the row at hand. */
export type AddRowFault = (column: string, what: Pick<Fault, "value" | "expected" | "todo">) => void;

/** One row of a CSV file by the names of its columns. */
export interface TableRow {
  /** empty where there is no such column */
  readonly text: (column: string) => string;
  readonly fault: AddRowFault;
}

/** @param row its place in the batch, from 0 */
export function tableRow(file: SourceFile, batch: Batch, row: number, faults: FaultList): TableRow {
  return {
    text: (column) => (batch.column(column)?.[row] ?? "") as string,
    fault: (column, what) => faults.add({ file: file.shown, ...batch.place(row, column), ...what }),
  };
}
