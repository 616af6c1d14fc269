import { stringify } from "csv-stringify/sync";

/** Rows as CSV text (RFC 4180, line feeds): null becomes an empty field, numbers their shortest decimal, text that a spreadsheet would run as a formula is escaped. */
export function csv(columns: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  return stringify([columns, ...rows] as unknown[][], {
    cast: { number: (value) => String(value) },
    escape_formulas: true,
    record_delimiter: "\n",
  });
}
