import { deadRunFolders, runFolder } from "../files.ts";

const PREFIX = ".build-";

/** A folder for one run of the site's commands in `parent`, `.build-PID-XXXXXX`; see `runFolder`. */
export function workFolder(parent: string): string {
  return runFolder(parent, PREFIX);
}

/** The folders of runs of the site's commands in `parent` that were killed. */
export function deadWorkFolders(parent: string): string[] {
  return deadRunFolders(parent, PREFIX);
}
