import { type FileMetaData, parquetMetadata, type SchemaElement } from "hyparquet";
import { checkColumns } from "./check-columns.ts";
import type { FaultList } from "./fault-list.ts";
import { flatColumn } from "./flat-column.ts";
import { isListColumn, listColumn } from "./list-column.ts";
import type { SourceFile } from "./study-folder.ts";
import type { Batch, TableColumns } from "./table.ts";

/** An answer takes a bit at least; what declares more rows than that was made to fill the memory. */
const MOST_ROWS_PER_BYTE = 100;

/**
 * Reads a Parquet file column by column and hands its rows on, one batch per row group. What is wrong with the file
 * itself goes into the list of faults.
 */
export function readParquet(
  file: SourceFile,
  columns: TableColumns,
  faults: FaultList,
  onBatch: (batch: Batch) => void,
): void {
  const { buffer, byteOffset, byteLength } = file.bytes;
  const whole = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
  const damaged = (error: unknown) => {
    // what the reader stumbles over when its bytes are nonsense is no message for a person
    const said = (error as Error).message.split("\n", 1)[0]!;
    const isNonsense = error instanceof TypeError || error instanceof RangeError || /\bundefined\b/.test(said);
    const why = isNonsense ? "its structure is damaged" : said;
    faults.add({
      file: file.shown,
      value: `is not a readable Parquet file (${why})`,
      expected: "a whole Parquet file, uncompressed or compressed with Snappy",
      todo: "Write or copy the file again.",
    });
  };

  let metadata: FileMetaData;
  let fields: readonly SchemaElement[];
  try {
    metadata = parquetMetadata(whole);
    fields = topLevel(metadata.schema);
    if (fields.some(({ name }) => typeof name !== "string")) throw new TypeError("a column without a name");
    const rows = metadata.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
    if (!(rows <= MOST_ROWS_PER_BYTE * whole.byteLength)) throw new Error(`${rows} rows in ${whole.byteLength} bytes`);
  } catch (error) {
    return damaged(error);
  }
  const head = fields.map(({ name }) => name);
  if (!checkColumns(head, columns, file.shown, faults, (index) => ({ line: 1, column: index + 1 }))) return;
  const wanted = fields.filter(({ name }) => columns.required.includes(name) || columns.optional.includes(name));
  const isNested = (field: SchemaElement) => field.num_children !== undefined || field.repetition_type === "REPEATED";
  const { lists = [] } = columns;
  const nested = wanted.filter(
    (field) => isNested(field) && !(lists.includes(field.name) && isListColumn(metadata.schema, field.name)),
  );
  for (const { name } of nested) {
    faults.add({
      file: file.shown,
      line: 1,
      column: head.indexOf(name) + 1,
      value: `column ${name} is nested`,
      expected: lists.includes(name) ? "one list of numbers per row" : "one plain value per row",
      todo: lists.includes(name) ? "Write the column as LIST<DOUBLE>, or as text." : "Write the column flat.",
    });
  }
  if (nested.length > 0) return;
  const float32 = new Set(fields.filter(({ type }) => type === "FLOAT").map(({ name }) => name));

  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    const data = new Map<string, ArrayLike<unknown>>();
    try {
      for (const field of wanted) {
        const chunk = group.columns.find(({ meta_data }) => meta_data?.path_in_schema[0] === field.name);
        if (chunk?.meta_data === undefined) throw new Error(`column ${field.name} has no data`);
        const read = isNested(field)
          ? listColumn(whole, chunk.meta_data, metadata.schema, rowEnd - rowStart)
          : flatColumn(whole, chunk.meta_data, field, rowEnd - rowStart);
        data.set(field.name, read);
      }
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

/** The children of the schema's root: Parquet lists the tree depth first. */
function topLevel(schema: readonly SchemaElement[]): readonly SchemaElement[] {
  const fields: SchemaElement[] = [];
  const width = (at: number): number => {
    let size = 1;
    // a damaged file may say that it has billions of children
    for (let child = 0; child < (schema[at]?.num_children ?? 0) && at + size < schema.length; child++)
      size += width(at + size);
    return size;
  };
  for (let at = 1; at < schema.length; at += width(at)) fields.push(schema[at]!);
  return fields;
}
