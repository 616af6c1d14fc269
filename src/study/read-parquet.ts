import { type FileMetaData, parquetMetadata, parquetRead, type SchemaElement } from "hyparquet";
import { FaultError } from "../faults.ts";
import { checkColumns } from "./check-columns.ts";
import type { FaultList } from "./fault-list.ts";
import type { SourceFile } from "./study-folder.ts";
import type { Batch, TableColumns } from "./table.ts";

/**
 * Reads a Parquet file column by column and hands its rows on, one batch per row group. What is wrong with the file
 * itself goes into the list of faults.
 */
export async function readParquet(
  file: SourceFile,
  columns: TableColumns,
  faults: FaultList,
  onBatch: (batch: Batch) => void,
): Promise<void> {
  const { buffer, byteOffset, byteLength } = file.bytes;
  const whole = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
  const damaged = (error: unknown) => {
    if (error instanceof FaultError) throw error;
    faults.add({
      file: file.shown,
      value: `is not a readable Parquet file (${(error as Error).message.split("\n", 1)[0]})`,
      expected: "a whole Parquet file, uncompressed or compressed with Snappy",
      todo: "Write or copy the file again.",
    });
  };

  let metadata: FileMetaData;
  let fields: readonly SchemaElement[];
  try {
    metadata = parquetMetadata(whole);
    fields = topLevel(metadata.schema);
  } catch (error) {
    return damaged(error);
  }
  const head = fields.map(({ name }) => name);
  if (!checkColumns(head, columns, file.shown, faults, (index) => ({ line: 1, column: index + 1 }))) return;
  const wanted = head.filter((name) => columns.required.includes(name) || columns.optional.includes(name));
  const float32 = new Set(fields.filter(({ type }) => type === "FLOAT").map(({ name }) => name));

  let rowStart = 0;
  for (const { num_rows } of metadata.row_groups) {
    const rowEnd = rowStart + Number(num_rows);
    let data: ReadonlyMap<string, ArrayLike<unknown>>;
    try {
      data = await readGroup(whole, metadata, wanted, rowStart, rowEnd);
    } catch (error) {
      return damaged(error);
    }
    const before = rowStart;
    onBatch({
      rows: rowEnd - rowStart,
      column: (name) => data.get(name) ?? null,
      isFloat32: (name) => float32.has(name),
      line: (row) => before + row + 1,
      place: (row, name) => ({ line: before + row + 1, column: head.indexOf(name) + 1 }),
    });
    rowStart = rowEnd;
  }
  if (rowStart === 0) {
    faults.add({
      file: file.shown,
      value: "has no rows",
      expected: "a row for each answer",
      todo: "Write the file again, or remove it if it is not needed.",
    });
  }
}

async function readGroup(
  file: ArrayBuffer,
  metadata: FileMetaData,
  columns: string[],
  rowStart: number,
  rowEnd: number,
): Promise<ReadonlyMap<string, ArrayLike<unknown>>> {
  const chunks = new Map<string, ArrayLike<unknown>[]>();
  await parquetRead({
    file,
    metadata,
    columns,
    rowStart,
    rowEnd,
    onChunk({ columnName, columnData }) {
      const list = chunks.get(columnName);
      if (list === undefined) chunks.set(columnName, [columnData]);
      else list.push(columnData);
    },
  });
  const data = new Map<string, ArrayLike<unknown>>();
  for (const name of columns) {
    const list = chunks.get(name) ?? [];
    const column = list.length === 1 ? list[0]! : list.flatMap((chunk) => Array.from(chunk));
    if (column.length !== rowEnd - rowStart)
      throw new Error(`column ${name} has ${column.length} of ${rowEnd - rowStart} rows`);
    data.set(name, column);
  }
  return data;
}

/** The children of the schema's root: Parquet lists the tree depth first. */
function topLevel(schema: readonly SchemaElement[]): readonly SchemaElement[] {
  const fields: SchemaElement[] = [];
  const width = (at: number): number => {
    let size = 1;
    for (let child = 0; child < (schema[at]?.num_children ?? 0); child++) size += width(at + size);
    return size;
  };
  for (let at = 1; at < schema.length; at += width(at)) fields.push(schema[at]!);
  return fields;
}
