import { element } from "./element.ts";

const LEAST_ROWS = 12;

/** Puts a field over each long table that leaves the rows with all of its words, and says how many are left. */
export function filterTables(): void {
  for (const table of document.querySelectorAll<HTMLTableElement>("main table")) {
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
    if (rows.length >= LEAST_ROWS) addFilter(table, rows);
  }
}

function addFilter(table: HTMLTableElement, rows: readonly HTMLTableRowElement[]): void {
  const input = element("input", { type: "search", autocomplete: "off", spellcheck: "false" });
  const count = element("output", {}, `${rows.length} rows`);
  const form = element("p", { class: "filter" }, element("label", {}, "Filter rows ", input), " ", count);
  let texts: readonly string[] | undefined;
  const filter = () => {
    texts ??= rows.map((row) => row.textContent?.toLowerCase() ?? "");
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    rows.forEach((row, k) => {
      row.hidden = !words.every((word) => texts![k]!.includes(word));
      if (!row.hidden) left += 1;
    });
    count.textContent = words.length === 0 ? `${rows.length} rows` : `${left} of ${rows.length} rows`;
  };
  input.addEventListener("input", filter);
  // A link to a row that is filtered away shows it.
  addEventListener("hashchange", () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!(target instanceof HTMLTableRowElement) || !target.hidden || !rows.includes(target)) return;
    input.value = "";
    filter();
    target.scrollIntoView();
  });
  // The box that scrolls around the table, or the table itself.
  (table.closest(".scroll, .table, [role='region']") ?? table).before(form);
}
