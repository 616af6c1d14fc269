import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { parse } from "csv-parse";
import { parse as parseAtOnce } from "csv-parse/sync";
import { type AsyncBuffer, asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import type { LogFile } from "./log-file.ts";
import { UnreadableTable } from "./unreadable-table.ts";

/** A row of a table, its values as text; null is written as nothing. */
export interface TableRow {
  readonly values: readonly string[];
  /** 1-based line in CSV, number of the row in Parquet */
  readonly line: number;
}

const ROWS_AT_ONCE = 65_536;
/** What is longer is no row of a table. */
const LONGEST_ROW = 16 * 1024 * 1024;

/** Comma or tab: whichever the first line has more of. */
function delimiterOf(head: string): string {
  const line = head.split("\n", 1)[0]!;
  return line.split("\t").length > line.split(",").length ? "\t" : ",";
}

/** The names of the columns of a text table; null when the file does not begin as a table does. */
export function textHead(file: LogFile): readonly string[] | null {
  try {
    const lines = file.head.split(/\r?\n/).slice(0, 2).join("\n");
    const [head = [], first = []] = parseAtOnce(lines, {
      bom: true,
      delimiter: delimiterOf(file.head),
      relax_column_count: true,
      to: 2,
    }) as string[][];
    const names = head.map((name) => name.trim());
    const isHead = names.length > 1 && names.every((name) => name.length > 0 && name.length < 200);
    return isHead && first.length === names.length && new Set(names).size === names.length ? names : null;
  } catch {
    return null;
  }
}

/**
 * The names of the columns of a table, in their order; null for text that does not begin as a table does.
 *
 * @throws {UnreadableTable}
 */
export async function tableHead(file: LogFile): Promise<readonly string[] | null> {
  if (file.kind !== "parquet") return textHead(file);
  try {
    const { schema } = await parquetMetadataAsync(await asyncBufferFromFile(file.path));
    const names: string[] = [];
    for (let at = 1; at < schema.length; ) {
      names.push(schema[at]!.name);
      let open = 1;
      for (; open > 0 && at < schema.length; at++) open += (schema[at]!.num_children ?? 0) - 1;
    }
    return names;
  } catch (error) {
    throw new UnreadableTable(error);
  }
}

/**
 * The rows of a table after its head: of text one at a time, of Parquet a few ten thousand in memory.
 *
 * @param columns the names of those that are needed
 * @throws {UnreadableTable}
 */
export async function* tableRows(
  file: LogFile,
  head: readonly string[],
  columns: readonly string[],
): AsyncGenerator<TableRow> {
  const rows = file.kind === "parquet" ? parquetRows(file.path, head, columns) : textRows(file);
  try {
    yield* rows;
  } catch (error) {
    throw new UnreadableTable(error);
  }
}

async function* textRows(file: LogFile): AsyncGenerator<TableRow> {
  const source = createReadStream(file.path);
  const plain = file.gzip ? source.pipe(createGunzip()) : source;
  const rows = plain.pipe(
    parse({
      bom: true,
      delimiter: delimiterOf(file.head),
      info: true,
      skip_empty_lines: true,
      max_record_size: LONGEST_ROW,
    }),
  );
  plain.once("error", (error: Error) => rows.destroy(error));
  source.once("error", (error) => rows.destroy(error));
  let isHead = true;
  try {
    for await (const { record, info } of rows as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (!isHead) yield { values: record.map((value) => value.trim()), line: info.lines };
      isHead = false;
    }
  } finally {
    source.destroy();
  }
}

async function* parquetRows(
  path: string,
  head: readonly string[],
  columns: readonly string[],
): AsyncGenerator<TableRow> {
  const file: AsyncBuffer = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file);
  const floats = new Set(metadata.schema.filter(({ type }) => type === "FLOAT").map(({ name }) => name));
  let start = 0;
  for (const group of metadata.row_groups) {
    const end = start + Number(group.num_rows);
    while (start < end) {
      const rowEnd = Math.min(end, start + ROWS_AT_ONCE);
      const rows = await parquetReadObjects({ file, metadata, columns: [...columns], rowStart: start, rowEnd });
      if (rows.length !== rowEnd - start) throw new Error("it has fewer rows than it says");
      for (const [index, row] of rows.entries()) {
        yield { values: head.map((name) => textOf(row[name], floats.has(name))), line: start + index + 1 };
      }
      start = rowEnd;
    }
  }
}

function textOf(value: unknown, isFloat32: boolean): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number" && isFloat32) {
    for (let digits = 6; digits < 9; digits++) {
      const short = Number(value.toPrecision(digits));
      if (Math.fround(short) === value) return String(short);
    }
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
