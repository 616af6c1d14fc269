import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { gunzipSync } from "node:zlib";
import { FaultError } from "../faults.ts";
import { sha256 } from "../files.ts";
import { unpackBody } from "./packed-objects.ts";
import type { Release } from "./release.ts";

/** The folder of a release that has the objects which no earlier release has. */
export const OBJECTS = "objects";
/** Every object is a file of this ending: gzip. */
export const OBJECT_ENDING = ".gz";

/** No page and no drawing is larger: what is larger was made to fill the memory. */
const LARGEST_OBJECT = 100_000_000;

/** The objects of all releases by their hash. What is read is checked: an object that is not what its name says is a fault. */
export interface ObjectStore {
  has(hash: string): boolean;
  /** @param of what shows it, for the message: `/v/2026.11.1/rq1/` @throws {FaultError} when it is missing or changed */
  body(hash: string, of: string): string;
  /** as `body`, for a file */
  file(hash: string, of: string): Uint8Array;
}

/** Opens the objects of these releases. */
export function objectStore(releases: readonly Pick<Release, "folder">[]): ObjectStore {
  const paths = new Map<string, string>();
  for (const { folder } of releases) {
    const objects = join(folder, OBJECTS);
    if (!existsSync(objects)) continue;
    for (const name of readdirSync(objects))
      if (name.endsWith(OBJECT_ENDING)) paths.set(name.slice(0, -OBJECT_ENDING.length), join(objects, name));
  }
  const stored = (hash: string, of: string): Uint8Array => {
    const path = paths.get(hash);
    if (path === undefined) throw fault(of, `its object ${hash} is missing`);
    try {
      return gunzipSync(readFileSync(path), { maxOutputLength: LARGEST_OBJECT });
    } catch (error) {
      throw fault(of, `its object ${relative(process.cwd(), path)} cannot be read (${(error as Error).message})`);
    }
  };
  const text = (hash: string, of: string) => Buffer.from(stored(hash, of)).toString("utf8");
  const checked = <T extends string | Uint8Array>(hash: string, of: string, bytes: T): T => {
    if (sha256(bytes) !== hash) throw fault(of, "its object is not what was released");
    return bytes;
  };
  return {
    has: (hash) => paths.has(hash),
    body: (hash, of) =>
      checked(
        hash,
        of,
        unpackBody(text(hash, of), (drawing) => text(drawing, of)),
      ),
    file: (hash, of) => checked(hash, of, stored(hash, of)),
  };
}

function fault(of: string, value: string): FaultError {
  const todo = "Restore data/releases from git: what is released is never changed.";
  return new FaultError([{ file: of, value, expected: "every released byte", todo }]);
}
