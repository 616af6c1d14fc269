import { parseArgs } from "node:util";
import { printable } from "../src/printable.ts";
import { diskAdvice } from "./disk-advice.ts";

/** One option of a command, as `--help` tells it. */
export interface Option {
  readonly type: "string" | "boolean";
  /** what it does, as a phrase without a full stop */
  readonly description: string;
  /** stands for the value in `--help`: DIR, FILE, N */
  readonly placeholder?: string;
  readonly default?: string | boolean;
}

/** A command of this package. `positionals` is how they are written in the usage line; without it there are none. */
export interface Command<Options extends Readonly<Record<string, Option>>> {
  /** as typed after `npm run` */
  readonly name: string;
  readonly summary: string;
  readonly options: Options;
  readonly positionals?: string;
}

/** What `main` is given: strings and booleans by the name of their option; undefined where neither given nor defaulted. */
export type Values<Options extends Readonly<Record<string, Option>>> = {
  readonly [Name in keyof Options]:
    | (Options[Name]["type"] extends "boolean" ? boolean : string)
    | (Options[Name] extends { default: string | boolean } ? never : undefined);
};

/**
 * Runs a command: parses the arguments, prints `--help`, and turns every failure into a message on standard error and exit
 * status 1. Faults of the user (`FaultError`), wrong arguments and failures of the file system are printed without a stack;
 * any other error is a bug of ours, and keeps its stack.
 */
export async function runCommand<const Options extends Readonly<Record<string, Option>>>(
  command: Command<Options>,
  main: (values: Values<Options>, positionals: readonly string[]) => void | Promise<void>,
): Promise<void> {
  let written: readonly string[] = [process.cwd()];
  try {
    const options = { ...command.options, help: { type: "boolean", description: "print this" } } as const;
    const { values, positionals } = parse(options, command.positionals !== undefined);
    written = foldersOf(values, positionals, command.positionals);
    if (values.help === true) console.log(helpText({ ...command, options }));
    else await main(values as Values<Options>, positionals);
  } catch (error) {
    console.error(failureText(command.name, error, written));
    process.exitCode = 1;
  }
}

/** Where a command writes: `--out`, or the DIR that it is told first; without either the working directory. */
function foldersOf(
  { out }: Readonly<Record<string, unknown>>,
  [first]: readonly string[],
  usage: string | undefined,
): readonly string[] {
  if (typeof out === "string") return [out];
  return [usage?.startsWith("DIR") === true && first !== undefined ? first : process.cwd()];
}

function parse(options: Readonly<Record<string, Option>>, allowPositionals: boolean) {
  const config = Object.fromEntries(
    Object.entries(options).map(([name, { type, default: value }]) => [
      name,
      value === undefined ? { type } : { type, default: value },
    ]),
  );
  return parseArgs({ options: config, allowPositionals, strict: true });
}

/** The text of `--help`. */
export function helpText(command: Command<Readonly<Record<string, Option>>>): string {
  const rows = Object.entries(command.options).map(([name, option]) => {
    const left = `--${name}${option.type === "string" ? ` ${option.placeholder ?? "TEXT"}` : ""}`;
    const byDefault = option.default === undefined || option.default === false ? "" : ` (default: ${option.default})`;
    return [left, `${option.description}${byDefault}`] as const;
  });
  const width = Math.max(...rows.map(([left]) => left.length));
  const usage = ["npm run", command.name, "-- [options]", command.positionals].filter(Boolean).join(" ");
  return [`${command.summary}\n`, `Usage: ${usage}\n`, ...rows.map(([l, r]) => `  ${l.padEnd(width)}  ${r}`)].join(
    "\n",
  );
}

/**
 * What a failure prints: the message alone where the user can act on it, the stack where the bug is ours.
 *
 * @param folders where the command writes, to be named when a disk is full
 */
export function failureText(name: string, error: unknown, folders: readonly string[] = []): string {
  if (!(error instanceof Error)) return `${name}: ${String(error)}`;
  const code = "code" in error ? String(error.code) : "";
  const advice = diskAdvice(error, folders);
  if (error.name === "FaultError") return advice === null ? error.message : `${error.message}\n${advice}`;
  if (code.startsWith("ERR_PARSE_ARGS")) return `${error.message}\nSee: npm run ${name} -- --help`;
  if ("syscall" in error || advice !== null)
    return `${name}: ${printable(error.message)}${advice === null ? "" : `. ${advice}`}`;
  return `${name} failed; this is a bug of magic-correlations, not of your data.\n${error.stack ?? error.message}`;
}
