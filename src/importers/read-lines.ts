import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { FaultError } from "../faults.ts";

/** A line of a file, without its line break. */
export interface TextLine {
  readonly text: string;
  /** 1-based */
  readonly line: number;
  /** false for a last line that no line break ends: a file that was cut off ends so */
  readonly ended: boolean;
}

/** What is longer is no line of a log. */
const LONGEST_LINE = 256 * 1024 * 1024;

/**
 * The lines of a file, in memory one at a time; empty ones are left out. Only \n and \r\n end a line: a log may hold any
 * other separator inside its strings.
 *
 * @throws {FaultError} for a line above 256 MB, and for a compressed file that is damaged or cut off; the file system’s error
 */
export async function* readLines({
  path,
  shown,
  gzip,
}: {
  readonly path: string;
  /** as faults name it */
  readonly shown: string;
  readonly gzip: boolean;
}): AsyncGenerator<TextLine> {
  const file = createReadStream(path, { highWaterMark: 1 << 18 });
  const stream = gzip ? file.pipe(createGunzip()) : file;
  if (gzip) file.once("error", (error) => stream.destroy(error));
  let [line, length] = [0, 0];
  let parts: Buffer[] = [];
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      let start = 0;
      for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
        parts.push(chunk.subarray(start, end));
        line++;
        const text = textOf(parts);
        if (text.trim() !== "") yield { text, line, ended: true };
        [parts, length, start] = [[], 0, end + 1];
      }
      parts.push(chunk.subarray(start));
      length += chunk.length - start;
      if (length > LONGEST_LINE) {
        const todo = "Check that this is a log with one JSON document on each line.";
        const value = `the line is longer than ${LONGEST_LINE} bytes`;
        throw new FaultError([{ file: shown, line: line + 1, value, expected: "lines of a log", todo }]);
      }
    }
    const text = textOf(parts);
    if (text.trim() !== "") yield { text, line: line + 1, ended: false };
  } catch (error) {
    if (!String((error as NodeJS.ErrnoException).code).startsWith("Z_")) throw error;
    const todo = "Copy the file again: it was probably cut off.";
    throw new FaultError([
      { file: shown, line: line + 1, value: "cannot be decompressed from here", expected: "a whole .gz file", todo },
    ]);
  } finally {
    file.destroy();
  }
}

function textOf(parts: readonly Buffer[]): string {
  const bytes = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
  return bytes.toString("utf8").replace(/\r$/, "");
}
