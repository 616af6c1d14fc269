import { csvText } from "../csv-text.ts";

/** What spreadsheets take for the start of a formula. */
const FORMULA = /^[=+\-@\t\r\uFF0B\uFF0D\uFF1D\uFF20]/;

/** Rows under their columns as CSV text, in which what a spreadsheet would run as a formula is escaped. */
export function csv(columns: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  return csvText([columns, ...rows].map((row) => row.map(escaped)));
}

function escaped(value: string | number | null): string | number | null {
  return typeof value === "string" && FORMULA.test(value) ? `'${value}` : value;
}
