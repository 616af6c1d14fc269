import { existsSync, lstatSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { FaultError } from "../faults.ts";
import { CALENDAR_VERSION } from "../study/calendar-version.ts";
import { compareVersions } from "./compare-versions.ts";
import { readRelease } from "./read-release.ts";
import type { Release } from "./release.ts";

/**
 * The releases of a study, oldest first; none where there is no folder `releases`.
 *
 * @param data the study folder
 * @throws {FaultError} when a release is not whole
 */
export function releases(data: string): Release[] {
  const folder = join(data, "releases");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => CALENDAR_VERSION.test(name))
    .toSorted(compareVersions)
    .map((name) => {
      assertNoLinks(join(folder, name));
      return readRelease(join(folder, name));
    });
}

/** A release is read file by file, by names that it gives itself: no link may lead out of it. */
function assertNoLinks(folder: string): void {
  const entries = [lstatSync(folder).isSymbolicLink() ? folder : null];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (!entry.isFile() && !entry.isDirectory()) entries.push(join(entry.parentPath, entry.name));
  const faults = entries.flatMap((path) => {
    if (path === null) return [];
    const todo = "Restore it from git: releases are never changed.";
    return [{ file: relative(process.cwd(), path), value: "is a link or a device", expected: "a file", todo }];
  });
  if (faults.length > 0) throw new FaultError(faults);
}
