import { runFolder } from "../files.ts";

/** A folder for one run of the site's commands in `parent`, `.build-PID-XXXXXX`; see `runFolder`. */
export function workFolder(parent: string): string {
  return runFolder(parent, ".build-");
}
