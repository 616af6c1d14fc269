import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { hostname } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { FaultError } from "./faults.ts";

/**
 * Writes `text` to `path` all or nothing: to a temporary name beside it, flushed, then renamed. An interrupted run or a
 * full disk leaves what was there.
 *
 * @param isFlushed false for what is checked when it is read and can be made again: a power cut may leave part of it
 * @throws the file system's error, after the temporary file is removed
 */
export function writeAtomic(path: string, text: string | Uint8Array, isFlushed = true): void {
  const temporary = temporaryBeside(path);
  try {
    const file = openSync(temporary, "w");
    try {
      writeAll(file, text);
      if (isFlushed) fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * Writes a file and others beside it, each all or nothing, and `main` last: where it is new, all are. While the disk takes one
 * text, the next of `beside` may be made.
 *
 * @param beside pairs of path and text; may be a generator
 * @throws the file system's error, after the temporary files are removed
 */
export async function writeAllAtomic(
  main: readonly [path: string, text: string],
  beside: Iterable<readonly [path: string, text: string]>,
): Promise<void> {
  const begun: { readonly path: string; readonly temporary: string; readonly flushed: Promise<void> }[] = [];
  const begin = ([path, text]: readonly [string, string]) => {
    const temporary = temporaryBeside(path);
    begun.push({ path, temporary, flushed: written(temporary, text) });
  };
  try {
    begin(main);
    for (const file of beside) begin(file);
    await Promise.all(begun.map(({ flushed }) => flushed));
    for (const { path, temporary } of begun.toReversed()) renameSync(temporary, path);
  } catch (error) {
    await Promise.allSettled(begun.map(({ flushed }) => flushed));
    for (const { temporary } of begun) rmSync(temporary, { force: true });
    throw error;
  }
}

/** The name under which a file of this process is written, in its folder, which is made. */
function temporaryBeside(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  return `${path}.${processName()}.tmp`;
}

/** Writes a text at once; resolves when the disk has it. */
async function written(path: string, text: string): Promise<void> {
  const file = openSync(path, "w");
  try {
    writeAll(file, text);
    await promisify(fsync)(file);
  } finally {
    closeSync(file);
  }
}

function writeAll(file: number, text: string | Uint8Array): void {
  const bytes = typeof text === "string" ? Buffer.from(text, "utf8") : text;
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

/** Writes a file into a folder, with the folders that it stands in. */
export function writeBelow(folder: string, path: string, bytes: string | Uint8Array): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}

/**
 * Makes a folder for one run in `parent`, and removes those of runs that were killed. Two runs at once have two folders.
 *
 * The name is `prefix`, where the process runs, its PID, six letters. A PID tells one process from another in one container of
 * one machine only, and a folder may be shared by several: what another made is left until it is a week old.
 */
export function runFolder(parent: string, prefix: string): string {
  mkdirSync(parent, { recursive: true });
  for (const { path, isOver } of runFolders(parent, prefix)) if (isOver) removeIfAllowed(path);
  return mkdtempSync(join(parent, `${prefix}${processName()}-`));
}

/** A folder that `runFolder` made. */
export interface RunFolder {
  readonly path: string;
  /** whether its run is known to be over, or began so long ago that it must be */
  readonly isOver: boolean;
}

/** The folders that `runFolder` made in `parent`, of all runs. */
export function runFolders(parent: string, prefix: string): RunFolder[] {
  if (!existsSync(parent)) return [];
  return readdirSync(parent).flatMap((name) => {
    const run = name.startsWith(prefix) ? /^([0-9a-f]{8})-(\d+)-\w{6}$/.exec(name.slice(prefix.length)) : null;
    if (run === null) return [];
    const [, place, pid] = run;
    const path = join(parent, name);
    return [{ path, isOver: (place === pidPlace() && !isRunning(Number(pid))) || isOld(path) }];
  });
}

/** A name that no other running process has, in this container or another, on this machine or another. */
function processName(): string {
  return `${pidPlace()}-${process.pid}`;
}

let knownPlace: string | undefined;

/** Names where PIDs are counted; the same for as long as this process runs, and part of the name of every file that it writes. */
function pidPlace(): string {
  knownPlace ??= readPidPlace();
  return knownPlace;
}

/** The machine since it started and, on Linux, the namespace of PIDs (each container has its own). */
function readPidPlace(): string {
  const told = (read: () => string) => {
    try {
      return read();
    } catch {
      return ""; // only Linux has these files
    }
  };
  const boot = told(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8"));
  const namespace = told(() => readlinkSync("/proc/self/ns/pid"));
  return sha256([hostname(), boot, namespace].join("\n")).slice(0, 8);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** No run takes as long as this. */
const LONGEST_RUN_MS = 7 * 24 * 60 * 60 * 1000;

function isOld(path: string): boolean {
  const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return changed !== undefined && Date.now() - changed > LONGEST_RUN_MS;
}

function removeIfAllowed(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // it is another user's, or another run is removing it; nothing of this run depends on it
  }
}

/** SHA-256 of bytes or UTF-8 text, in lower-case hexadecimal. */
export function sha256(bytes: string | Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** More than this in one text and it is none that a person wrote. */
const LARGEST_TEXT = 10_000_000;

/**
 * Reads a text of somebody's folder, and nothing that is not in it: a link may lead elsewhere inside the folder only.
 *
 * @param path relative to `folder`
 * @returns null where there is no such file
 * @throws {FaultError} when it leads out of the folder, is no file, or is larger than any text
 */
export function readBelow(folder: string, path: string): string | null {
  const full = join(folder, path);
  if (!existsSync(full)) return null;
  const refuse = (value: string, todo: string) =>
    new FaultError([
      {
        file: relative(process.cwd(), full).replace(/^\.\.\/.*/, full),
        value,
        expected: "a text inside the folder",
        todo,
      },
    ]);
  if (!realpathSync(full).startsWith(realpathSync(folder) + sep))
    throw refuse("is a link that leads out of its folder", "Copy the file into the folder.");
  const { size } = statSync(full);
  if (!statSync(full).isFile()) throw refuse("is no file", "Move it away.");
  if (size > LARGEST_TEXT) throw refuse(`has ${size} bytes`, "Check that this is the text that was meant.");
  return readFileSync(full, "utf8");
}
