import { readFileSync, statSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { parse } from "yaml";
import type { z } from "zod";
import { type Fault, FaultError } from "../faults.ts";
import { yamlShape } from "../yaml-shape.ts";
import { notesTree } from "./notes-tree.ts";
import type { Release } from "./release.ts";
import {
  absencesSchema,
  addressesSchema,
  errataSchema,
  releaseRecordSchema,
  studyRecordSchema,
} from "./release-schemas.ts";
import { schemaFaults } from "./schema-faults.ts";

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
 * Reads a release without its estimates and bodies. What it is read from is a stranger's: every file is checked by its schema.
 *
 * @param folder `DATA/releases/VERSION`
 * @throws {FaultError} when files are missing or are not what the release command writes, with all that is wrong
 */
export function readRelease(folder: string): Release {
  const faults: Fault[] = [];
  const text = (name: string) => textOf(folder, name, faults);
  const json = <T>(name: string, schema: z.ZodType<T>) => parsed(folder, name, text(name), JSON_FILE, schema, faults);
  const record = json(RELEASE_FILES.record, releaseRecordSchema(basename(folder)));
  const study = json(RELEASE_FILES.study, studyRecordSchema);
  const absences = json(RELEASE_FILES.absences, absencesSchema);
  const addresses = json(RELEASE_FILES.addresses, addressesSchema);
  const notes = text(RELEASE_FILES.notes);
  if (notes !== null) notesTree({ file: shownPath(folder, RELEASE_FILES.notes), text: notes }, faults);
  const errata = errataOf(folder, faults);
  assertFile(folder, RELEASE_FILES.estimates, faults);
  const isWhole = record && study && absences && addresses && notes !== null && errata;
  if (!isWhole || faults.length > 0) throw new FaultError(faults);
  return { ...record, folder, study, absences, addresses, notes, errata };
}

/** How a kind of file is parsed, and what to do about one that is wrong. */
interface Format {
  readonly name: string;
  /** looks at it before it is parsed */
  readonly limits?: typeof yamlShape;
  readonly parse: (text: string) => unknown;
  readonly todo: string;
}

const RESTORE = "Restore it from git: releases are never changed.";
const JSON_FILE: Format = { name: "JSON", parse: JSON.parse, todo: RESTORE };
const ERRATA_FILE: Format = {
  name: "YAML",
  limits: yamlShape,
  parse: (text) => parse(text, { maxAliasCount: 100, logLevel: "silent" }),
  todo: "Write a list of {date: 2026-12-01, page: /rq1/, text: …}; page may be left out.",
};

function errataOf(folder: string, faults: Fault[]): Release["errata"] | null {
  if (statSync(join(folder, RELEASE_FILES.errata), { throwIfNoEntry: false }) === undefined) return [];
  const text = textOf(folder, RELEASE_FILES.errata, faults);
  const errata = parsed(folder, RELEASE_FILES.errata, text, ERRATA_FILE, errataSchema, faults);
  return errata?.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)) ?? null;
}

/** What stands in a file; null where it is not what it should be, which is then among the faults. */
function parsed<T>(
  folder: string,
  name: string,
  text: string | null,
  format: Format,
  schema: z.ZodType<T>,
  faults: Fault[],
): T | null {
  if (text === null) return null;
  const file = shownPath(folder, name);
  const limit = format.limits?.(text) ?? null;
  if (limit !== null) {
    faults.push({ file, ...limit });
    return null;
  }
  let value: unknown;
  try {
    value = format.parse(text);
  } catch (error) {
    const why = (error as Error).message.split("\n", 1)[0]!;
    faults.push({ file, value: `it is no ${format.name} (${why})`, expected: format.name, todo: format.todo });
    return null;
  }
  const { data, error, success } = schema.safeParse(value);
  if (success) return data;
  const newer = error.issues.filter(({ path }) => path[0] === "schema");
  const [issues, todo] = newer.length > 0 ? [newer, "Build it with newer code."] : [error.issues, format.todo];
  faults.push(...schemaFaults({ file, text }, value, issues, todo));
  return null;
}

function textOf(folder: string, name: string, faults: Fault[]): string | null {
  return assertFile(folder, name, faults) ? readFileSync(join(folder, name), "utf8") : null;
}

function assertFile(folder: string, name: string, faults: Fault[]): boolean {
  const entry = statSync(join(folder, name), { throwIfNoEntry: false });
  if (entry?.isFile()) return true;
  const value = entry === undefined ? "the file is missing" : "is no file";
  faults.push({ file: shownPath(folder, name), value, expected: "the file as released", todo: RESTORE });
  return false;
}

const shownPath = (folder: string, name: string) => relative(process.cwd(), join(folder, name));
