import { type Fault, FaultError } from "../faults.ts";
import { columnKind } from "./column-kind.ts";
import type { Engine, ItemSource } from "./engine.ts";
import { type RowsSource, SOURCE_COLUMNS } from "./item-rows-sql.ts";
import { type ItemMap, mappedSource } from "./mapped-source.ts";

/**
 * How the rows of a source are read. Columns that are not of items are left alone.
 *
 * @param map null where columns and ids are ours
 * @throws {FaultError} when a column is missing or holds something else than plain values, or the map does not place something
 */
export async function rowsSource(engine: Engine, source: ItemSource, map: ItemMap | null): Promise<RowsSource> {
  const own = await engine.columns(source);
  const mapped = map === null ? null : await mappedSource(engine, source, map, own);
  const types = mapped?.columns ?? own;
  const faults: Fault[] = [];
  const kinds = new Map<string, NonNullable<ReturnType<typeof columnKind>>>();
  for (const name of [...SOURCE_COLUMNS.required, ...SOURCE_COLUMNS.optional]) {
    const type = types.get(name);
    const kind = type === undefined ? null : columnKind(type);
    const isId = ["mixture", "scale", "stage", "benchmark"].includes(name);
    const isItem = name === "item" && kind !== "text" && kind !== "integer";
    if (type === undefined) {
      if (name === "confidence" || name === "correct_prob") continue;
      faults.push({
        file: source.shown,
        value: `column ${name} is missing (there are ${[...types.keys()].slice(0, 12).join(", ")})`,
        expected: SOURCE_COLUMNS.required.join(", "),
        todo: "Add or rename the column, or say with --map which one it is.",
      });
    } else if (kind === null || (isId && kind !== "text") || isItem || (name === "seed" && kind === "boolean")) {
      faults.push({
        file: source.shown,
        value: `column ${name} is of type ${type}`,
        expected: isId ? "text" : isItem ? "text or integers" : "plain numbers or text",
        todo: "Write the column as such.",
      });
    } else kinds.set(name, kind);
  }
  if (faults.length > 0) throw new FaultError(faults);
  return {
    from: mapped?.from ?? engine.from(source),
    kinds,
    isTrimmed: source.kind === "csv",
    isItemText: false,
  };
}
