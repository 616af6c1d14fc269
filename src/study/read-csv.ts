import { isUtf8 } from "node:buffer";
import { constants, gunzipSync } from "node:zlib";
import { CsvError, parse } from "csv-parse/sync";
import { checkColumns } from "./check-columns.ts";
import { csvFieldPlace } from "./csv-field-place.ts";
import type { FaultList } from "./fault-list.ts";
import type { SourceFile } from "./study-folder.ts";
import type { Batch, TableColumns } from "./table.ts";

/** No record of a study is longer: what is longer is a file of something else, or a quote that never closes. */
const LONGEST_RECORD = 1_000_000;
const LARGEST_TEXT = 2_000_000_000;
/** Tables of answers become up to 50 times smaller; what becomes a thousand times larger was made to fill the memory. */
const LARGEST_GROWTH = 250;
const SMALL_TEXT = 64_000_000;
const ROWS_PER_BATCH = 4096;

/**
 * Reads a CSV file (RFC 4180, UTF-8; a byte order mark, CRLF and empty lines are accepted; `.gz` is decompressed) and
 * hands its rows on in batches. What is wrong with the file itself goes into the list of faults.
 */
export function readCsv(
  file: SourceFile,
  columns: TableColumns,
  faults: FaultList,
  onBatch: (batch: Batch) => void,
): void {
  const bytes = file.path.endsWith(".gz") ? decompressed(file, faults) : file.bytes;
  if (bytes === null || !isText(bytes, file, faults)) return;

  let head: readonly string[] | null = null;
  let sound = true;
  let records: string[][] = [];
  let starts: number[] = [];
  let lines: number[] = [];
  let end = 0; // of the last record, in bytes
  let counted = 0; // bytes whose line breaks are in `line`
  let line = 1;
  let failure: unknown = null;
  let inRows = false; // an error of whoever takes the rows is not one of the file

  const advance = (to: number) => {
    for (let at = bytes.indexOf(10, counted); at !== -1 && at < to; at = bytes.indexOf(10, at + 1)) line++;
    counted = to;
  };
  const flush = () => {
    if (head === null || records.length === 0) return;
    inRows = true;
    onBatch(csvBatch(head, records, starts, lines, bytes));
    inRows = false;
    [records, starts, lines] = [[], [], []];
  };

  try {
    parse(bytes, {
      bom: true,
      record_delimiter: ["\r\n", "\n"],
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: LONGEST_RECORD,
      on_record: (record: string[], { bytes: recordEnd }: { bytes: number }) => {
        const start = recordStart(bytes, end);
        end = recordEnd;
        advance(start);
        if (head === null) {
          head = record.map((name) => name.trim());
          sound = checkColumns(head, columns, file.shown, faults, (index) => csvFieldPlace(bytes, start, line, index));
        } else if (!sound) {
          return null;
        } else if (record.length !== head.length) {
          faults.add({
            file: file.shown,
            line,
            column: 1,
            value: `the row has ${record.length} ${record.length === 1 ? "field" : "fields"}`,
            expected: `${head.length}, one for each column`,
            todo: "Add what is missing; put a field that contains a comma in quotation marks.",
          });
        } else {
          records.push(record);
          starts.push(start);
          lines.push(line);
          if (records.length === ROWS_PER_BATCH) flush();
        }
        return null;
      },
    });
  } catch (error) {
    if (inRows || !(error instanceof CsvError)) throw error;
    failure = error;
  }
  flush();
  if (failure instanceof CsvError) {
    advance(recordStart(bytes, end));
    faults.add({ file: file.shown, line, column: 1, ...explained(failure) });
  } else if (head === null) {
    faults.add({
      file: file.shown,
      value: "has no rows",
      expected: `the header ${columns.required.join(",")} and rows`,
      todo: "Write the file again, or remove it if it is not needed.",
    });
  }
}

function csvBatch(
  head: readonly string[],
  records: readonly string[][],
  starts: readonly number[],
  lines: readonly number[],
  bytes: Buffer,
): Batch {
  const columns = new Map<string, readonly string[]>();
  return {
    rows: records.length,
    column(name) {
      const index = head.indexOf(name);
      if (index === -1) return null;
      const column = columns.get(name) ?? records.map((record) => record[index]!.trim());
      columns.set(name, column);
      return column;
    },
    isFloat32: () => false,
    line: (row) => lines[row]!,
    place: (row, name) => csvFieldPlace(bytes, starts[row]!, lines[row]!, head.indexOf(name)),
  };
}

/** The first byte at or after `from` that is not part of a byte order mark or an empty line. */
function recordStart(bytes: Buffer, from: number): number {
  let at = from === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : from;
  while (bytes[at] === 10 || bytes[at] === 13) at++;
  return at;
}

function explained(error: CsvError): { value: string; expected: string; todo: string } {
  switch (error.code) {
    case "CSV_MAX_RECORD_SIZE":
      return {
        value: `the row that begins here is longer than ${LONGEST_RECORD.toLocaleString("en-US")} characters`,
        expected: "one row per line",
        todo: "Check that this is the CSV file meant, and that every quotation mark is closed.",
      };
    case "CSV_QUOTE_NOT_CLOSED":
      return {
        value: "a quotation mark in the row that begins here is never closed",
        expected: "a closing quotation mark",
        todo: 'Close it; write a quotation mark inside a quoted field twice: "".',
      };
    default:
      return {
        value: "a quotation mark stands in the middle of a field of the row that begins here",
        expected: "quotation marks around the whole field",
        todo: 'Quote the whole field and write a quotation mark inside it twice: "".',
      };
  }
}

function decompressed(file: SourceFile, faults: FaultList): Buffer | null {
  const largest = Math.min(LARGEST_TEXT, Math.max(SMALL_TEXT, LARGEST_GROWTH * file.bytes.length));
  try {
    return gunzipSync(file.bytes, { maxOutputLength: largest, finishFlush: constants.Z_FINISH });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const [value, todo] =
      code === "Z_BUF_ERROR"
        ? ["the compressed data end too early", "Copy or download the file again."]
        : code === "ERR_BUFFER_TOO_LARGE"
          ? [
              `${file.bytes.length} bytes decompress to more than ${largest}`,
              "Split it into several files, or check it.",
            ]
          : ["is not gzip data, or is damaged", "Compress the CSV file again with gzip."];
    faults.add({ file: file.shown, value: value!, expected: "a whole gzip file", todo: todo! });
    return null;
  }
}

function isText(bytes: Buffer, file: SourceFile, faults: FaultList): boolean {
  if (isUtf8(bytes)) return true;
  const at = firstBadByte(bytes);
  const lineStart = at === 0 ? 0 : bytes.lastIndexOf(10, at - 1) + 1;
  let line = 1;
  for (let next = bytes.indexOf(10); next !== -1 && next < at; next = bytes.indexOf(10, next + 1)) line++;
  faults.add({
    file: file.shown,
    line,
    column: [...bytes.toString("utf8", lineStart, at)].length + 1,
    value: `byte 0x${bytes[at]!.toString(16).padStart(2, "0")} is not UTF-8`,
    expected: "text in UTF-8",
    todo: "Save the file as UTF-8.",
  });
  return false;
}

/** By halving: a prefix that ends inside a character is cut back to where the character begins. */
function firstBadByte(bytes: Buffer): number {
  let [good, bad] = [0, bytes.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    let cut = middle;
    while (cut > good && (bytes[cut]! & 0xc0) === 0x80) cut--;
    if (cut === good) break;
    if (isUtf8(bytes.subarray(good, cut))) good = cut;
    else bad = cut;
  }
  while (good < bad) {
    let width = 1;
    while (width <= 4 && !isUtf8(bytes.subarray(good, good + width))) width++;
    if (width > 4) return good;
    good += width;
  }
  return good;
}
