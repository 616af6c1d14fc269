import { closeSync, openSync, readdirSync, readFileSync, readSync, realpathSync, statSync } from "node:fs";
import { isAbsolute, join, relative } from "node:path";
import { constants, gunzipSync } from "node:zlib";
import { FaultError } from "../faults.ts";
import { parseJson } from "./parse-json.ts";

/** What a file is, by its bytes: its name says nothing here. */
export type LogKind = "json" | "json-lines" | "text" | "parquet" | "zip" | "pointer" | "empty" | "binary";

/** A file that may be a log. */
export interface LogFile {
  readonly path: string;
  /** the path as the user would type it */
  readonly shown: string;
  readonly kind: LogKind;
  readonly gzip: boolean;
  readonly bytes: number;
  /** the beginning, as text: at least the first line where there is one below 16 MB */
  readonly head: string;
  /** the end of the file as Latin-1 text, where Parquet keeps the names of its columns */
  readonly tail: () => string;
  /**
   * The whole of a JSON file, the first line of one with a document on every line; null for other kinds.
   *
   * @throws {FaultError} when it is not JSON
   */
  document(): unknown;
}

const FIRST_HEAD = 64 * 1024;
const LONGEST_HEAD = 16 * 1024 * 1024;
const LARGEST_DOCUMENT = 500_000_000;

/** The files at the given paths, folders walked in the order of their names; hidden files and folders are left out. */
export function logFiles(paths: readonly string[]): readonly LogFile[] {
  const found = new Map<string, LogFile>();
  for (const path of paths) {
    for (const file of walk(path)) if (!found.has(file)) found.set(file, openLog(file));
  }
  return [...found.values()];
}

function walk(path: string, above: readonly string[] = []): readonly string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) {
    if (above.length > 0) return []; // a link to nowhere
    throw new FaultError([
      { file: shown(path), value: "is not there", expected: "a file or a folder of logs", todo: "Check the path." },
    ]);
  }
  if (!stat.isDirectory()) return stat.isFile() ? [path] : [];
  const real = realpathSync(path);
  if (above.includes(real)) return []; // a link to a folder that it is in
  return readdirSync(path)
    .filter((name) => !name.startsWith("."))
    .sort()
    .flatMap((name) => walk(join(path, name), [...above, real]));
}

/** Looks at the beginning of a file. */
function openLog(path: string): LogFile {
  const { size } = statSync(path);
  let raw = beginning(path, FIRST_HEAD);
  const gzip = raw[0] === 0x1f && raw[1] === 0x8b;
  let text = headText(raw, gzip);
  for (let length = FIRST_HEAD * 8; !text.includes("\n") && raw.length < size && length <= LONGEST_HEAD; length *= 8) {
    if (!/^\s*[[{]/.test(text)) break;
    raw = beginning(path, length);
    text = headText(raw, gzip);
  }
  const file = { path, shown: shown(path), gzip, bytes: size, head: text };
  const kind = kindOf(raw, text, raw.length < size);
  return { ...file, kind, tail: () => tailOf(path, size), document: () => documentOf({ ...file, kind }) };
}

function tailOf(path: string, size: number): string {
  const length = Math.min(size, FIRST_HEAD);
  return beginning(path, length, size - length).toString("latin1");
}

function beginning(path: string, length: number, from = 0): Buffer {
  const file = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(length);
    let at = 0;
    while (at < length) {
      const read = readSync(file, bytes, at, length - at, from + at);
      if (read === 0) break;
      at += read;
    }
    return bytes.subarray(0, at);
  } finally {
    closeSync(file);
  }
}

function headText(raw: Buffer, gzip: boolean): string {
  if (!gzip) return raw.toString("utf8").replace(/^\uFEFF/, "");
  try {
    return gunzipSync(raw, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: LONGEST_HEAD })
      .toString("utf8")
      .replace(/^\uFEFF/, "");
  } catch (error) {
    return isTooLarge(error) ? headText(raw.subarray(0, raw.length >> 1), gzip) : "";
  }
}

/** Whether data unfold to more than they may. */
function isTooLarge(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
}

function kindOf(raw: Buffer, text: string, more: boolean): LogKind {
  if (raw.length === 0 || text.trim() === "") return "empty";
  if (raw.subarray(0, 4).equals(Buffer.from("PAR1"))) return "parquet";
  if (raw.subarray(0, 4).equals(Buffer.from("PK\x03\x04", "latin1"))) return "zip";
  if (text.startsWith("version https://git-lfs.github.com/spec/")) return "pointer";
  if (text.includes("\u0000")) return "binary";
  const begin = text.trimStart();
  if (begin.startsWith("[")) return "json";
  if (!begin.startsWith("{")) return "text";
  const end = begin.indexOf("\n");
  if (end === -1) return "json";
  try {
    parseJson(begin.slice(0, end));
  } catch {
    return "json"; // a document over several lines, or a first line that is broken: reading it will tell
  }
  return more || begin.slice(end).trim() !== "" ? "json-lines" : "json";
}

function documentOf({ path, shown: name, kind, gzip, bytes, head }: Omit<LogFile, "document" | "tail">): unknown {
  if (kind === "json-lines") return parseJson(head.trimStart().split("\n", 1)[0]!);
  if (kind !== "json") return null;
  const tooLarge = (value: string) => {
    const expected = `at most ${LARGEST_DOCUMENT} in one JSON document`;
    const todo = "Split it, or write one document on each line.";
    return new FaultError([{ file: name, value, expected, todo }]);
  };
  if (bytes > LARGEST_DOCUMENT) throw tooLarge(`has ${bytes} bytes`);
  const raw = readFileSync(path);
  let text: string;
  try {
    const plain = gzip ? gunzipSync(raw, { maxOutputLength: LARGEST_DOCUMENT }) : raw;
    text = plain.toString("utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    if (isTooLarge(error)) throw tooLarge(`has ${bytes} bytes, which unfold to more than ${LARGEST_DOCUMENT}`);
    const todo = "Copy the file again: it was probably cut off.";
    throw new FaultError([{ file: name, value: "cannot be decompressed", expected: "a whole .gz file", todo }]);
  }
  try {
    return parseJson(text);
  } catch (error) {
    throw new FaultError([jsonFault(name, text, error as SyntaxError)]);
  }
}

/** What to say of text that is no JSON: where it breaks, or that it ends too early. */
export function jsonFault(file: string, text: string, error: SyntaxError, firstLine = 1) {
  const at = Number(/position (\d+)/.exec(error.message)?.[1] ?? text.length);
  const before = text.slice(0, at).split("\n");
  const place = { file, line: firstLine + before.length - 1, column: before.at(-1)!.length + 1 };
  const isCut = at >= text.trimEnd().length || /end of JSON|Unterminated/i.test(error.message);
  return isCut
    ? {
        ...place,
        value: "the file ends in the middle of a JSON value",
        expected: "a whole file",
        todo: "Copy it again, or remove the line that was cut off.",
      }
    : {
        ...place,
        value: "the JSON cannot be read here",
        expected: "valid JSON",
        todo: "Write the log again, or leave the file out.",
      };
}

function shown(path: string): string {
  const short = relative(process.cwd(), path);
  return short === "" ? "." : short.startsWith("..") || isAbsolute(short) ? path : short;
}
