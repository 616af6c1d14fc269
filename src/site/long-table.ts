import { formatNumber } from "../estimates/format-number.ts";
import type { SiteTable } from "./site-section.ts";

/** How many rows of a long list stand open. */
const OPEN = 8;
/** A disclosure is not worth it for fewer rows than this. */
const LEAST_FOLDED = 4;

/**
 * A list whose first rows matter most: these stand open, the rest behind a disclosure that counts them, so that a reader on a
 * phone reaches what follows.
 *
 * @param more what is counted, as the disclosure names it: `more verdicts`
 */
export function longTable(table: SiteTable, more: string): SiteTable[] {
  const { rows, caption } = table;
  if (rows.length < OPEN + LEAST_FOLDED) return [table];
  const rest = rows.slice(OPEN);
  const folded = `${formatNumber(rest.length, 0)} ${more}`;
  return [
    { ...table, rows: rows.slice(0, OPEN) },
    { ...table, rows: rest, caption: `${caption} (${folded})`, folded },
  ];
}
