import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Analysis } from "../estimates/analysis.ts";
import { sha256 } from "../files.ts";
import { anchorsOf } from "./anchors-of.ts";
import { estimatesText } from "./estimates-text.ts";
import { OBJECT_ENDING, OBJECTS, objectStore } from "./object-store.ts";
import { type PackedObjects, packBody } from "./packed-objects.ts";
import { RELEASE_FILES } from "./read-release.ts";
import type { Addresses, Release, ReleasedPage, ReleaseRecord } from "./release.ts";
import { scriptIn } from "./script-in.ts";
import { shownWords } from "./shown-words.ts";

/** A page as it was rendered, before its shell. */
export interface FinishedPage extends Pick<ReleasedPage, "path" | "title" | "description"> {
  /** what stands in `<main>`, with links from the root of the site */
  readonly body: string;
}

/** Everything that a release keeps. */
export interface Frozen {
  readonly record: Omit<ReleaseRecord, "previous">;
  readonly analysis: Analysis;
  readonly pages: readonly FinishedPage[];
  /** files beside the pages, by their path from the root of the site */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** the sources of the narrative, by their path in the folder `narrative` of the release */
  readonly narrative: ReadonlyMap<string, Uint8Array>;
  /** release notes, Markdown */
  readonly notes: string;
}

/** Where a release goes. */
export interface FreezePlace {
  /** the folder of all releases */
  readonly folder: string;
  /** an empty folder on the same file system: the release is made here, and becomes one of the releases in a single step */
  readonly work: string;
  /** the releases there are, oldest first */
  readonly earlier: readonly Release[];
  /** writes a file; for tests that interrupt */
  readonly write?: (path: string, bytes: string | Uint8Array) => void;
}

/**
 * Writes a release: everything into a folder aside, then one rename. Whatever interrupts it, the releases are as they were,
 * or the new one is there whole. Objects that an earlier release has are not written again.
 *
 * @returns the folder of the release
 * @throws {RangeError} when a page has what no frozen page may have, see `scriptIn`: our bug
 */
export function freeze(frozen: Frozen, { folder, work, earlier, write = writeFileSync }: FreezePlace): string {
  const { record, analysis, narrative, notes } = frozen;
  const objects: PackedObjects = new Map();
  const addresses = addressesOf(frozen, objects);
  const stored = objectStore(earlier);
  const last = earlier.at(-1);
  const previous = last ? { version: last.version, addresses: sha256(addressesText(last.addresses)) } : null;
  const files = new Map<string, string | Uint8Array>([
    [RELEASE_FILES.record, json({ ...record, previous })],
    [RELEASE_FILES.study, json(analysis.study)],
    [RELEASE_FILES.estimates, estimatesText(analysis.estimates)],
    [RELEASE_FILES.absences, list(analysis.notes)],
    [RELEASE_FILES.addresses, addressesText(addresses)],
    [RELEASE_FILES.notes, notes],
  ]);
  for (const [path, bytes] of narrative) files.set(join("narrative", path), bytes);
  for (const [hash, bytes] of objects)
    if (!stored.has(hash)) files.set(join(OBJECTS, `${hash}${OBJECT_ENDING}`), gzipSync(bytes, { level: 9 }));
  const [made, target] = [join(work, record.version), join(folder, record.version)];
  try {
    for (const path of [...files.keys()].toSorted()) {
      mkdirSync(dirname(join(made, path)), { recursive: true });
      write(join(made, path), files.get(path)!);
    }
    mkdirSync(folder, { recursive: true });
    renameSync(made, target);
  } catch (error) {
    rmSync(made, { recursive: true, force: true });
    throw error;
  }
  return target;
}

function addressesOf({ pages, files }: Frozen, objects: PackedObjects): Addresses {
  const byAddress = (a: string, b: string) => (a < b ? -1 : 1);
  return {
    pages: pages
      .toSorted((a, b) => byAddress(a.path, b.path))
      .map(({ path, title, description, body }) => {
        const found = scriptIn(body);
        if (found !== null) throw new RangeError(`freeze: ${path} has ${found}, which no frozen page may have`);
        return { path, title, description, body: packBody(body, objects), words: shownWords(body) };
      }),
    files: [...files]
      .toSorted(([a], [b]) => byAddress(a, b))
      .map(([path, bytes]) => {
        const object = sha256(bytes);
        objects.set(object, bytes);
        return { path, object };
      }),
    anchors: pages
      .flatMap(({ path, body }) => anchorsOf(path, body))
      .toSorted((a, b) => byAddress(a.address, b.address)),
  };
}

/** The ledger as text: one address per line. */
export function addressesText({ pages, files, anchors }: Addresses): string {
  return `{"pages":${list(pages)},"files":${list(files)},"anchors":${list(anchors)}}\n`;
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const list = (rows: readonly unknown[]) => `[\n${rows.map((row) => JSON.stringify(row)).join(",\n")}\n]`;
