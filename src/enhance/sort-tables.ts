import { announce } from "./announce.ts";
import { compareKeys } from "./compare-keys.ts";
import { element } from "./element.ts";
import { isProse } from "./is-prose.ts";
import { sortKey } from "./sort-key.ts";

const LEAST_ROWS = 3;

/**
 * Makes the heads of tables buttons that sort: numbers from the largest, words from A; a second time the other way round, a
 * third time as the author had them. A table with cells over several rows or columns stays as it is, and so does a column of
 * sentences, which have no order.
 */
export function sortTables(): void {
  for (const table of document.querySelectorAll<HTMLTableElement>("main table")) {
    const [body, ...others] = table.tBodies;
    const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
    if (!body || others.length > 0 || table.tHead?.rows.length !== 1 || body.rows.length < LEAST_ROWS) continue;
    if (table.querySelector("[colspan], [rowspan]")) continue;
    const written = [...body.rows];
    heads.forEach((head, column) => {
      if (head.textContent?.trim() === "") return;
      const cells = written.flatMap((row) => row.cells[column] ?? []);
      if (isProse(cells.map(wordsOf), table.classList.contains("words"))) return;
      const button = element("button", { type: "button", class: "sort" }, ...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sort(body, written, heads, column));
    });
  }
}

/** The words of a cell; of one with a verdict that alone, because its reason follows. */
const wordsOf = (cell: Element) => (cell.querySelector(".verdict") ?? cell).textContent ?? "";

type Direction = "ascending" | "descending";

function sort(
  body: HTMLTableSectionElement,
  written: readonly HTMLTableRowElement[],
  heads: readonly HTMLTableCellElement[],
  column: number,
): void {
  const head = heads[column]!;
  const keyed = written.map((row) => ({ row, key: sortKey(row.cells[column]?.textContent ?? "") }));
  const isNumeric = keyed.some(({ key }) => typeof key === "number");
  const order: readonly Direction[] = isNumeric ? ["descending", "ascending"] : ["ascending", "descending"];
  const now = head.getAttribute("aria-sort") as Direction | null;
  const next = now === null ? order[0] : order[order.indexOf(now) + 1];
  for (const each of heads) each.removeAttribute("aria-sort");
  if (next) {
    head.setAttribute("aria-sort", next);
    const direction = next === "ascending" ? 1 : -1;
    keyed.sort((a, b) => compareKeys(a.key, b.key, direction));
  }
  body.append(...keyed.map(({ row }) => row));
  announce(next ? `Sorted by ${head.textContent}, ${next}` : "In the order of the report");
}
