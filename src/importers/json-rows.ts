import type { FaultList } from "../study/fault-list.ts";
import { jsonFault, type LogFile } from "./log-file.ts";
import { parseJson } from "./parse-json.ts";
import { readLines } from "./read-lines.ts";

/** A document of a file, and its line where there is one on each. */
export interface JsonRow {
  readonly value: unknown;
  /** 1-based line, or row of a list */
  readonly row: number;
}

/**
 * The documents of a JSON file: its lines, the entries of its list, or the one that it is. After a line that is no JSON,
 * which becomes a fault, nothing more comes and `broken` is told.
 */
export async function* jsonRows(file: LogFile, faults: FaultList, broken: () => void): AsyncGenerator<JsonRow> {
  if (file.kind === "json") {
    const document = file.document();
    const rows: readonly unknown[] = Array.isArray(document) ? document : [document];
    for (const [index, value] of rows.entries()) yield { value, row: index + 1 };
    return;
  }
  for await (const { text, line } of readLines(file)) {
    let value: unknown;
    try {
      value = parseJson(text);
    } catch (error) {
      faults.add(jsonFault(file.shown, text, error as SyntaxError, line));
      return broken();
    }
    yield { value, row: line };
  }
}
