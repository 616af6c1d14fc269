import { csvFormatRows } from "d3-dsv";

/** Rows as CSV text (RFC 4180, line feeds): null becomes an empty field, a number its shortest decimal. */
export function csvText(rows: readonly (readonly (string | number | null)[])[]): string {
  return `${csvFormatRows(rows.map((row) => row.map((value) => (value === null ? "" : String(value)))))}\n`;
}
