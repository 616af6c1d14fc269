import { csv } from "../estimates/csv.ts";
import type { Figure } from "./figure.ts";

/** A figure's data as CSV, numbers unrounded, undefined ones empty; the head is the keys of the columns. */
export function figureCsv({ table: { columns, rows } }: Figure): string {
  return csv(
    columns.map(({ key }) => key),
    rows.map((row) => columns.map(({ key }) => row[key] ?? null)),
  );
}
