import { expect, test } from "vitest";
import { longTable } from "../../src/site/long-table.ts";
import type { SiteTable } from "../../src/site/site-section.ts";

const tableOf = (count: number): SiteTable => ({
  kind: "table",
  caption: "Pages",
  head: ["Page"],
  rows: Array.from({ length: count }, (_, k) => ({ head: `${k}`, cells: [] })),
});

test("longTable(table, more) folds the rest of a long list, and counts it", () => {
  const table = tableOf(30);
  const [open, rest] = longTable(table, "more pages");
  expect(open).not.toHaveProperty("folded");
  expect(rest).toMatchObject({ folded: "22 more pages", caption: "Pages (22 more pages)" });
  expect([...open!.rows, ...rest!.rows]).toEqual(table.rows);
});

test("longTable(table, more) leaves a list whole that is hardly longer than what stands open", () => {
  for (const count of [0, 8, 11]) expect(longTable(tableOf(count), "more")).toEqual([tableOf(count)]);
});
