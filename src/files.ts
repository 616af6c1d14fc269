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
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
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
  return `${path}.${process.pid}.tmp`;
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
 * Makes a folder for one run in `parent`, named by `prefix`, the process and six letters, and removes those of runs that were
 * killed: their process is no more. Two runs at once have two folders.
 */
export function runFolder(parent: string, prefix: string): string {
  mkdirSync(parent, { recursive: true });
  for (const folder of deadRunFolders(parent, prefix)) rmSync(folder, { recursive: true, force: true });
  return mkdtempSync(join(parent, `${prefix}${process.pid}-`));
}

/** The folders that `runFolder` made in `parent` for runs that are no more. */
export function deadRunFolders(parent: string, prefix: string): string[] {
  if (!existsSync(parent)) return [];
  return readdirSync(parent).flatMap((name) => {
    const pid = name.startsWith(prefix) ? Number(/^(\d+)-/.exec(name.slice(prefix.length))?.[1]) : 0;
    return pid > 0 && !isRunning(pid) ? [join(parent, name)] : [];
  });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
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
