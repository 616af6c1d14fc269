import { existsSync, globSync } from "node:fs";
import { relative, sep } from "node:path";

/** The files of a folder and of those in it, by their path in it with forward slashes, sorted; none where there is no folder. */
export function filesOf(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return globSync("**/*", { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, `${parentPath}${sep}${name}`).split(sep).join("/"))
    .toSorted();
}
