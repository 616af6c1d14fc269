import { lstatSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { type Fault, FaultError } from "../faults.ts";
import { CALENDAR_VERSION } from "../study/calendar-version.ts";
import { faultList } from "../study/fault-list.ts";
import { studyFolder } from "../study/study-folder.ts";
import { compareVersions } from "./compare-versions.ts";
import { readRelease } from "./read-release.ts";
import type { Release } from "./release.ts";

/**
 * The releases of a study, oldest first; none where there is no folder `releases`.
 *
 * @param data the study folder
 * @throws {FaultError} when releases are not whole, with all that is wrong
 */
export function releases(data: string): Release[] {
  const faults = faultList(data);
  const names = studyFolder(data, faults)?.list("releases") ?? [];
  const found = names.filter((name) => CALENDAR_VERSION.test(name)).toSorted(compareVersions);
  const read = found.flatMap((name) => {
    const folder = join(data, "releases", name);
    try {
      assertNoLinks(folder);
      return [readRelease(folder)];
    } catch (error) {
      if (!(error instanceof FaultError)) throw error;
      for (const fault of error.faults) faults.add(fault);
      return [];
    }
  });
  if (faults.all.length > 0) throw new FaultError(faults.all);
  return read;
}

/** A release is read file by file, by names that it gives itself: no link may lead out of it. */
function assertNoLinks(folder: string): void {
  const todo = "Restore it from git: releases are never changed.";
  const fault = (path: string, value: string, expected: string): Fault => {
    return { file: relative(process.cwd(), path), value, expected, todo };
  };
  const own = lstatSync(folder);
  if (own.isSymbolicLink()) throw new FaultError([fault(folder, "is a link or a device", "a folder")]);
  if (!own.isDirectory()) throw new FaultError([fault(folder, "is no folder", "the folder of a release")]);
  const faults = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isFile() && !entry.isDirectory())
    .map((entry) => fault(join(entry.parentPath, entry.name), "is a link or a device", "a file"));
  if (faults.length > 0) throw new FaultError(faults);
}
