import { printable } from "./printable.ts";

/** One thing wrong with what the user gave us: where it stands, what it is, what was expected, what to do about it. */
export interface Fault {
  /** path as the user would type it, relative to the working directory where possible */
  readonly file: string;
  /** 1-based; absent when the fault is about the whole file */
  readonly line?: number;
  /** 1-based, in characters; absent when the fault is about the whole line */
  readonly column?: number;
  /** what stands there, as a phrase: `accuracy is 87.5` */
  readonly value: string;
  /** what should stand there: `a share in [0, 1]` */
  readonly expected: string;
  /** a sentence that tells the user what to do */
  readonly todo: string;
}

/** All faults of one run. Printed without a stack, because they are the user's to mend; any other error is our bug. */
export class FaultError extends Error {
  readonly faults: readonly Fault[];
  /** @param outcome what became of the output, where something has been written on the way */
  constructor(faults: readonly Fault[], outcome?: string) {
    super(formatFaults(faults, outcome));
    this.name = "FaultError";
    this.faults = faults;
  }
}

/** The only fault of a run, of a file or an option as a whole. */
export function oneFault(file: string, value: string, expected: string, todo: string): FaultError {
  return new FaultError([{ file, value, expected, todo }]);
}

/** How many faults are printed before the rest is only counted. */
export const SHOWN_FAULTS = 50;

/** One line per fault, `file:line:column  value; expected …. What to do.`, in file, line and column order; at most 50. What stands in them may be anybody's. */
export function formatFaults(faults: readonly Fault[], outcome = "nothing was written"): string {
  const sorted = faults.toSorted(byPlace);
  const lines = sorted.slice(0, SHOWN_FAULTS).map(formatFault);
  const rest = sorted.length - lines.length;
  if (rest > 0) lines.push(`… and ${rest} more ${rest === 1 ? "fault" : "faults"}.`);
  lines.push(`${sorted.length} ${sorted.length === 1 ? "fault" : "faults"} found; ${outcome}.`);
  return lines.join("\n");
}

function formatFault({ file, line, column, value, expected, todo }: Fault): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(":");
  return printable(`${cut(place)}  ${cut(value)}; expected ${cut(expected)}. ${cut(todo)}`);
}

/** What somebody wrote may be as long as a file; its beginning tells it. */
function cut(text: string): string {
  return text.length > LONGEST_PART ? `${text.slice(0, LONGEST_PART).toWellFormed()}…` : text;
}

const LONGEST_PART = 1_000;

function byPlace(a: Fault, b: Fault): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
