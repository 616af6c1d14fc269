import { nearest } from "../nearest.ts";
import type { FaultList } from "./fault-list.ts";
import type { Place, TableColumns } from "./table.ts";

/** Each name that is not known is compared with those that are. */
const MOST_COLUMNS = 1_000;

/** Checks the names in a table's head: nothing unknown, nothing twice, nothing missing. Returns whether rows can be read. */
export function checkColumns(
  head: readonly string[],
  columns: TableColumns,
  file: string,
  faults: FaultList,
  place: (index: number) => Place,
): boolean {
  const known = [...columns.required, ...columns.optional];
  if (head.length > MOST_COLUMNS) {
    const value = `the first line has ${head.length} columns`;
    const expected = `at most ${MOST_COLUMNS}, of ${known.join(", ")}`;
    faults.add({ file, ...place(0), value, expected, todo: "Remove those that have another name." });
    return false;
  }
  if (!head.some((name) => known.includes(name))) {
    faults.add({
      file,
      ...place(0),
      value: `the first line is ${quoted(head.join(","))}`,
      expected: `the header ${columns.required.join(",")}${columns.optional.length > 0 ? ` (and optionally ${columns.optional.join(",")})` : ""}`,
      todo: "Name the columns in the first line, in any order.",
    });
    return false;
  }
  let sound = true;
  head.forEach((name, index) => {
    if (!known.includes(name)) {
      const near = nearest(
        name,
        known.filter((column) => !head.includes(column)),
      );
      faults.add({
        file,
        ...place(index),
        value: `unknown column ${quoted(name)}`,
        expected: `one of ${known.join(", ")}`,
        todo: near === null ? "Remove the column, or correct its name." : `Did you mean ${near}?`,
      });
    } else if (head.indexOf(name) < index) {
      sound = false;
      faults.add({
        file,
        ...place(index),
        value: `column ${name} stands here again`,
        expected: `it once (it is column ${head.indexOf(name) + 1} already)`,
        todo: "Remove one of the two.",
      });
    }
  });
  for (const name of columns.required) {
    if (head.includes(name)) continue;
    sound = false;
    faults.add({
      file,
      line: 1,
      column: 1,
      value: `column ${name} is missing`,
      expected: columns.required.join(","),
      todo: "Add the column.",
    });
  }
  return sound;
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 79)}…` : text);
}
