import { runFolder, runFolders } from "../files.ts";
import { restoreFolders } from "./replace-folder.ts";

const PREFIX = ".build-";

/**
 * A folder for one run of the site's commands in `parent`, `.build-…`; see `runFolder`. What killed runs had moved aside there
 * is put back first.
 */
export function workFolder(parent: string): string {
  restoreFolders(
    parent,
    runFolders(parent, PREFIX).map(({ path }) => path),
  );
  return runFolder(parent, PREFIX);
}
