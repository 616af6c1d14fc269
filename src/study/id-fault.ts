import { nearest } from "../nearest.ts";
import type { Ids } from "./declared.ts";

/** What to say of an id that study.yaml does not declare. */
export function idFault(value: unknown, ids: Ids): { value: string; expected: string; todo: string } {
  const plural = ids.name.replace(/y$/, "ie");
  const shown = ids.list.slice(0, 12).join(", ");
  const expected = `the id of a declared ${ids.name} (${shown}${ids.list.length > 12 ? ", …" : ""})`;
  if (value === null || value === undefined || value === "") {
    return { value: `${ids.name} is empty`, expected, todo: `Write the ${ids.name} of the row.` };
  }
  const text = String(value);
  const near = nearest(text, ids.list);
  return {
    value: `unknown ${ids.name} ${JSON.stringify(text.length > 80 ? `${text.slice(0, 79)}…` : text)}`,
    expected,
    todo:
      near === null
        ? `Declare it under ${plural}s in study.yaml, or correct the row.`
        : `Did you mean ${near}? If not, declare it under ${plural}s in study.yaml.`,
  };
}
