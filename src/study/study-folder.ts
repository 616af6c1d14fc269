import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";
import { sha256 } from "../files.ts";
import type { FaultList } from "./fault-list.ts";
import type { StudyFile } from "./study.ts";

/** A file of a study, read whole. */
export interface SourceFile {
  /** relative to the study folder, with forward slashes */
  readonly path: string;
  /** the path to print, as the user would type it */
  readonly shown: string;
  readonly bytes: Buffer;
}

/** A study's folder on disk: every byte that a study is read from passes here, so that it is hashed and stays inside. */
export interface StudyFolder {
  /** the folder as the user would type it */
  readonly shown: string;
  shownPath(path: string): string;
  exists(path: string): boolean;
  /** null when the file cannot be read; the fault is in the list */
  read(path: string): SourceFile | null;
  /** names in a subfolder, sorted by code units, without those that begin with a dot; [] when there is no such folder */
  list(path: string): readonly string[];
  /** what was read, sorted by path */
  files(): readonly StudyFile[];
}

/** More than this in one file and the reader asks to split it, before memory runs out. */
const LARGEST_FILE = 1_500_000_000;

/** Opens the study in `directory`; null when there is no such folder (the fault is in the list). */
export function studyFolder(directory: string, faults: FaultList): StudyFolder | null {
  const shown = shownDirectory(directory);
  let root: string;
  try {
    root = realpathSync(directory);
    if (!statSync(root).isDirectory()) throw new Error("not a directory");
  } catch {
    faults.add({
      file: shown,
      value: "there is no folder here",
      expected: "a study folder with study.yaml in it",
      todo: "Check the path; `npm run new -- DIR` makes a fresh study folder.",
    });
    return null;
  }

  const read: StudyFile[] = [];
  const shownPath = (path: string) => (shown === "." ? path : join(shown, path));
  const inside = (path: string): boolean => {
    try {
      const real = realpathSync(join(root, path));
      if (real === root || real.startsWith(root + sep)) return true;
    } catch {
      // a link to nowhere
    }
    faults.add({
      file: shownPath(path),
      value: "is a link that leads out of the study folder",
      expected: "a file inside it",
      todo: "Copy the file into the folder: a study must be whole by itself.",
    });
    return false;
  };

  return {
    shown,
    shownPath,
    exists: (path) => lstatSync(join(root, path), { throwIfNoEntry: false }) !== undefined,
    list(path) {
      if (lstatSync(join(root, path), { throwIfNoEntry: false }) === undefined || !inside(path)) return [];
      if (!statSync(join(root, path)).isDirectory()) {
        faults.add({
          file: shownPath(path),
          value: "is a file",
          expected: "a folder of .parquet, .csv or .csv.gz files",
          todo: `Make a folder ${path}/ and move the file into it.`,
        });
        return [];
      }
      return readdirSync(join(root, path))
        .filter((name) => !name.startsWith("."))
        .sort();
    },
    read(path) {
      if (!inside(path)) return null;
      const fault = (value: string, expected: string, todo: string): null => {
        faults.add({ file: shownPath(path), value, expected, todo });
        return null;
      };
      const stat = statSync(join(root, path));
      if (stat.isDirectory())
        return fault("is a directory", "a file", "Move the directory away, or name the file that was meant.");
      if (!stat.isFile()) return fault("is a device or a pipe", "a file", "Put a regular file in its place.");
      if (stat.size === 0) return fault("is empty", "data", "Write the file again, or remove it if it is not needed.");
      if (stat.size > LARGEST_FILE) {
        return fault(`has ${stat.size} bytes`, `at most ${LARGEST_FILE}`, "Split it into several files of items/.");
      }
      let bytes: Buffer;
      try {
        bytes = readFileSync(join(root, path));
      } catch (error) {
        return fault(
          `cannot be read (${(error as NodeJS.ErrnoException).code})`,
          "a readable file",
          "Check its permissions.",
        );
      }
      read.push({ path, sha256: sha256(bytes), bytes: bytes.length });
      return { path, shown: shownPath(path), bytes };
    },
    files: () => read.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

function shownDirectory(directory: string): string {
  const short = relative(process.cwd(), directory);
  if (short === "") return ".";
  return short.startsWith("..") || isAbsolute(short) ? directory : short;
}
