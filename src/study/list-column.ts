import type { ColumnMetaData, SchemaElement } from "hyparquet";
import { assembleNested } from "hyparquet/src/assemble.js";
import { readColumn } from "hyparquet/src/column.js";
import { DEFAULT_PARSERS } from "hyparquet/src/convert.js";
import { getSchemaPath, isListLike } from "hyparquet/src/schema.js";

/** Whether a column of a Parquet schema holds lists of plain values, as `LIST<DOUBLE>` does. */
export function isListColumn(schema: readonly SchemaElement[], name: string): boolean {
  const tree = getSchemaPath([...schema], [name]).at(-1);
  return tree !== undefined && isListLike(tree);
}

/**
 * One column of lists of one row group of a Parquet file: a list per row, null where there is none.
 *
 * @throws what is wrong with the bytes
 */
export function listColumn(
  file: ArrayBuffer,
  column: ColumnMetaData,
  schema: readonly SchemaElement[],
  rows: number,
): ArrayLike<unknown> {
  const [name = ""] = column.path_in_schema;
  const start = Number(column.dictionary_page_offset || column.data_page_offset);
  const size = Number(column.total_compressed_size);
  if (!(start >= 4 && size > 0 && start + size <= file.byteLength))
    throw new Error(`column ${name} lies outside the file`);
  const schemaPath = getSchemaPath([...schema], column.path_in_schema);
  const decoder = {
    pathInSchema: column.path_in_schema,
    type: column.type,
    codec: column.codec,
    element: schemaPath.at(-1)!.element,
    schemaPath,
    parsers: DEFAULT_PARSERS,
  };
  const reader = { view: new DataView(file, start, size), offset: 0 };
  const { data } = readColumn(reader, { groupStart: 0, groupRows: rows, selectStart: 0, selectEnd: rows }, decoder);
  const values = new Map([[column.path_in_schema.join("."), data.flatMap((chunk) => Array.from(chunk as unknown[]))]]);
  assembleNested(values, schemaPath[1]!, DEFAULT_PARSERS);
  const lists = values.get(name) ?? [];
  if (lists.length !== rows) throw new Error(`column ${name} has ${lists.length} of ${rows} rows`);
  return lists;
}
