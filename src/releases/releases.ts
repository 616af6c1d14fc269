import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
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
    .map((name) => readRelease(join(folder, name)));
}
