import type { Place } from "./table.ts";

const [QUOTE, COMMA, LINE_FEED] = [34, 44, 10];

/**
 * Where a field of a CSV record stands: line and 1-based column, in characters. Fields may be quoted and hold commas and
 * line breaks.
 *
 * @param start the record's first byte, `line` the line it is on
 * @param index of the field in the record, from 0
 */
export function csvFieldPlace(bytes: Buffer, start: number, line: number, index: number): Place {
  let [at, lineStart, quoted] = [start, start, false];
  for (let left = index; left > 0 && at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) quoted = !quoted;
    else if (byte === LINE_FEED) [line, lineStart] = [line + 1, at + 1];
    else if (byte === COMMA && !quoted) left--;
  }
  return { line, column: [...bytes.toString("utf8", lineStart, at)].length + 1 };
}
