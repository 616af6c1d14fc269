import type { Fault } from "../faults.ts";
import type { LogFile } from "./log-file.ts";

/** What a row of a log contradicts, or cannot be used for, in words for a fault. */
export class SampleError extends Error {
  /** 1-based line, or row of a list */
  readonly row: number;
  readonly expected: string;
  constructor(row: number, value: string, expected: string) {
    super(value);
    this.name = "SampleError";
    this.row = row;
    this.expected = expected;
  }
}

/** The fault of a row: with its line where the file has one document on each. */
export function sampleFault(file: LogFile, { message, row, expected }: SampleError): Fault {
  const place = file.kind === "json-lines" ? { line: row } : {};
  const todo = "Evaluate this model on this task again, or leave the task out with `skip: true` in the map.";
  return { file: file.shown, ...place, value: message, expected, todo };
}
