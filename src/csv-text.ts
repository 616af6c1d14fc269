import { csvFormatRows } from "d3-dsv";

/** Rows as CSV text (RFC 4180, line feeds): null becomes an empty field, a number its shortest decimal. */
export function csvText(rows: readonly (readonly (string | number | null)[])[]): string {
  // d3-dsv makes text of every value itself; only its types ask for strings
  return `${csvFormatRows(rows as readonly string[][])}\n`;
}
