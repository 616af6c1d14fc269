import { existsSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { StudyRecord } from "../estimates/analysis.ts";
import type { Note } from "../estimates/estimate.ts";
import { FaultError } from "../faults.ts";
import { yamlShape } from "../yaml-shape.ts";
import { readNotes } from "./read-notes.ts";
import type { Addresses, Erratum, Release, ReleaseRecord } from "./release.ts";

/** The names of the files of a release. */
export const RELEASE_FILES = {
  record: "release.json",
  study: "study.json",
  estimates: "estimates.txt",
  absences: "absences.json",
  addresses: "addresses.json",
  notes: "notes.md",
  errata: "errata.yaml",
} as const;

/**
 * Reads a release without its estimates and bodies.
 *
 * @param folder `DATA/releases/VERSION`
 * @throws {FaultError} when a file is missing or is not what the release command writes
 */
export function readRelease(folder: string): Release {
  const record = json<ReleaseRecord>(folder, RELEASE_FILES.record);
  if (record.schema !== 1)
    throw fault(folder, RELEASE_FILES.record, `schema ${record.schema}`, "schema 1", "Build it with newer code.");
  if (record.version !== basename(folder))
    throw fault(folder, RELEASE_FILES.record, `version ${record.version}`, `${basename(folder)}, as its folder`);
  return {
    ...record,
    folder,
    study: json<StudyRecord>(folder, RELEASE_FILES.study),
    absences: json<Note[]>(folder, RELEASE_FILES.absences),
    addresses: addressesOf(folder),
    notes: readNotes(whole(folder, RELEASE_FILES.notes)),
    errata: readErrata(folder),
  };
}

/** Pages and files are written where they say: below the folder of their version, and of kinds that hold no program. */
function addressesOf(folder: string): Addresses {
  const addresses = json<Addresses>(folder, RELEASE_FILES.addresses);
  const isPage = ({ path }: { path: string }) => /^\/(?:(?!\.{1,2}\/)[^/\\\0]+\/)*$/.test(path);
  const isFile = ({ path }: { path: string }) =>
    /^\/(?:(?!\.{1,2}\/)[^/\\\0]+\/)*[^/\\\0]+\.(csv|json|md|parquet|png|svg|txt)$/.test(path);
  const wrong = [
    ...addresses.pages.filter((page) => !isPage(page)),
    ...addresses.files.filter((file) => !isFile(file)),
  ];
  if (wrong.length === 0) return addresses;
  throw fault(folder, RELEASE_FILES.addresses, `the address ${wrong[0]?.path}`, "an address below the version");
}

function json<T>(folder: string, name: string): T {
  const source = text(folder, name);
  try {
    return JSON.parse(source) as T;
  } catch (error) {
    throw fault(folder, name, `it is no JSON (${(error as Error).message})`, "the file as released");
  }
}

function text(folder: string, name: string): string {
  return readFileSync(whole(folder, name), "utf8");
}

/** The path of a file that must be there. */
function whole(folder: string, name: string): string {
  const path = join(folder, name);
  if (!existsSync(path)) throw fault(folder, name, "the file is missing", "the file as released");
  return path;
}

const day = z.iso.date("a day such as 2026-12-01");
const errataSchema = z.array(
  z.strictObject({
    date: day,
    page: z
      .string()
      .regex(/^\/([^/]+\/)*$/, "the address of a page, such as /rq1/")
      .optional(),
    text: z.string().min(1),
  }),
);

function readErrata(folder: string): Erratum[] {
  const path = join(folder, RELEASE_FILES.errata);
  if (!existsSync(path)) return [];
  const todo = "Write a list of {date: 2026-12-01, page: /rq1/, text: …}; page may be left out.";
  const source = readFileSync(path, "utf8");
  const shape = yamlShape(source);
  if (shape !== null) throw fault(folder, RELEASE_FILES.errata, shape.value, shape.expected, todo);
  let written: unknown;
  try {
    written = parse(source);
  } catch (error) {
    throw fault(folder, RELEASE_FILES.errata, (error as Error).message.split("\n", 1)[0]!, "YAML", todo);
  }
  const read = errataSchema.safeParse(written ?? []);
  if (read.success) return read.data.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const [issue] = read.error.issues;
  throw fault(folder, RELEASE_FILES.errata, `${issue?.path.join(".")}: ${issue?.message}`, "a list of errata", todo);
}

function fault(folder: string, name: string, value: string, expected: string, todo?: string): FaultError {
  const file = relative(process.cwd(), join(folder, name));
  return new FaultError([{ file, value, expected, todo: todo ?? "Restore it from git: releases are never changed." }]);
}
