import type { ColumnMetaData, SchemaElement } from "hyparquet";
import { parquetHeader } from "hyparquet/src/column.js";
import { convert, convertWithDictionary, DEFAULT_PARSERS } from "hyparquet/src/convert.js";
import { decompressPage, readDataPage, readDataPageV2 } from "hyparquet/src/datapage.js";
import { readPlain } from "hyparquet/src/plain.js";
import { assertPageSize } from "./assert-page-size.ts";

type Values = ReturnType<typeof readPlain>;

/** As a damaged file may have it: any field may be missing. */
type HeaderV2 = Partial<NonNullable<ReturnType<typeof parquetHeader>["data_page_header_v2"]>>;

/** Whether a header of the second kind has all of its fields, and none that cannot be. */
function isWhole(header: HeaderV2, length: number): boolean {
  const { num_values: values = 0, num_nulls: nulls = -1, encoding } = header;
  const { definition_levels_byte_length: definition = -1, repetition_levels_byte_length: repetition = -1 } = header;
  const areLevels = definition >= 0 && repetition >= 0 && definition + repetition <= length;
  return nulls >= 0 && nulls <= values && areLevels && encoding !== undefined;
}

/**
 * One column of one row group of a Parquet file: a value per row, null where there is none. For columns that are not
 * nested, which is all that a study has; the reader for nested ones takes four times as long.
 *
 * @throws what is wrong with the bytes
 */
export function flatColumn(
  file: ArrayBuffer,
  column: ColumnMetaData,
  element: SchemaElement,
  rows: number,
): ArrayLike<unknown> {
  const start = Number(column.dictionary_page_offset || column.data_page_offset);
  const size = Number(column.total_compressed_size);
  if (!(start >= 4 && size > 0 && start + size <= file.byteLength))
    throw new Error(`column ${element.name} lies outside the file`);
  const reader = { view: new DataView(file, start, size), offset: 0 };
  const { type, codec } = column;
  // A schema path begins at the root, which the readers skip.
  const leaf = { element, children: [], count: 1, path: [element.name] };
  const decoder = {
    pathInSchema: [element.name],
    type,
    codec,
    element,
    schemaPath: [leaf, leaf],
    parsers: DEFAULT_PARSERS,
  };
  const required = { ...element, repetition_type: "REQUIRED" as const };
  const whole = { ...decoder, element: required, schemaPath: [leaf, { ...leaf, element: required }] };

  const pages: ArrayLike<unknown>[] = [];
  let dictionary: Values | undefined;
  let read = 0;
  while (read < rows) {
    const header = parquetHeader(reader);
    const length = header.compressed_page_size;
    if (!(length >= 0 && reader.offset + length <= size))
      throw new Error(`a page of column ${element.name} is cut off`);
    assertPageSize(header.uncompressed_page_size, length, element.name);
    const bytes = new Uint8Array(file, start + reader.offset, length);
    reader.offset += length;

    if (header.dictionary_page_header) {
      const page = decompressPage(bytes, header.uncompressed_page_size, codec, undefined);
      const plain = { view: new DataView(page.buffer, page.byteOffset, page.byteLength), offset: 0 };
      const values = readPlain(plain, type, header.dictionary_page_header.num_values, element.type_length);
      dictionary = convert(values, decoder);
      continue;
    }
    const v1 = header.data_page_header;
    const v2 = header.data_page_header_v2;
    const count = v1?.num_values ?? v2?.num_values ?? 0;
    if (!(count > 0 && read + count <= rows)) throw new Error(`a page of column ${element.name} has ${count} rows`);
    // with a number of nulls that cannot be, the reader would look for values without end
    if (v2 && !isWhole(v2, length)) throw new Error(`a page of column ${element.name} has a damaged header`);
    let page: ReturnType<typeof readDataPage>;
    let encoding: NonNullable<typeof v1>["encoding"];
    if (v1) {
      const data = decompressPage(bytes, header.uncompressed_page_size, codec, undefined);
      const levels = element.repetition_type === "REQUIRED" ? 0 : fullLevels(data, count);
      page = levels === null ? readDataPage(data, v1, decoder) : readDataPage(data.subarray(levels), v1, whole);
      encoding = v1.encoding;
    } else {
      page = readDataPageV2(bytes, header, decoder);
      encoding = v2!.encoding;
    }
    const values = convertWithDictionary(page.dataPage, dictionary, encoding, decoder);
    pages.push(page.definitionLevels?.length ? withNulls(values, page.definitionLevels) : values);
    read += count;
  }
  if (pages.length === 1) return pages[0]!;
  const joined: unknown[] = new Array(rows);
  let at = 0;
  for (const page of pages) for (let i = 0; i < page.length; i++) joined[at++] = page[i];
  if (at !== rows) throw new Error(`column ${element.name} has ${at} of ${rows} rows`);
  return joined;
}

/** Where the values begin when the definition levels are a single run that says “no nulls”; null when they are not. */
function fullLevels(data: Uint8Array, count: number): number | null {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const length = view.getUint32(0, true);
  let [at, header, shift] = [4, 0, 0];
  let byte: number;
  do {
    byte = view.getUint8(at++);
    header |= (byte & 127) << shift;
    shift += 7;
  } while (byte & 128 && shift < 28);
  const isOneRun = (header & 1) === 0 && header >>> 1 === count && view.getUint8(at) === 1;
  return isOneRun ? 4 + length : null;
}

function withNulls(values: ArrayLike<unknown>, levels: readonly number[]): readonly unknown[] {
  let next = 0;
  return levels.map((level) => (level === 0 ? null : values[next++]));
}
