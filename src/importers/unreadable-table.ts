import type { Fault } from "../faults.ts";
import type { LogFile } from "./log-file.ts";

/** A table whose bytes are damaged, or that is none; the message says how. */
export class UnreadableTable extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message.split("\n", 1)[0]! : String(cause), { cause });
    this.name = "UnreadableTable";
  }
}

/** The fault of a table that cannot be read. */
export function tableFault(file: LogFile, { message }: UnreadableTable): Fault {
  const todo = "Write or copy the file again.";
  return { file: file.shown, value: `cannot be read (${message})`, expected: "a whole table", todo };
}
