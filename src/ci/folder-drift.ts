import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Reads a file of what is deployed, by its path with forward slashes; null where there is none. */
export type ReadDeployed = (path: string) => Promise<Uint8Array | null>;

/**
 * Compares every file of a fresh build with what is deployed, byte by byte.
 *
 * @param fresh a folder that was just built
 * @param deployed reads what is deployed
 * @param known the paths of what is deployed where they are known: what is not built any more is then told too
 * @returns a line for each difference, sorted by path; empty where there is none
 */
export async function folderDrift(
  fresh: string,
  deployed: ReadDeployed,
  known: readonly string[] = [],
): Promise<string[]> {
  const built = filesIn(fresh);
  const lines: { path: string; line: string }[] = [];
  const queue = built.values();
  const compare = async () => {
    for (const path of queue) {
      const [bytes, there] = [readFileSync(join(fresh, path)), await deployed(path)];
      if (there === null) lines.push({ path, line: `${path}: is not deployed` });
      else if (!bytes.equals(there)) {
        const sizes = bytes.length === there.length ? "" : ` (${there.length} bytes deployed, ${bytes.length} built)`;
        lines.push({ path, line: `${path}: is another${sizes}` });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, compare));
  const isBuilt = new Set(built);
  for (const path of known) if (!isBuilt.has(path)) lines.push({ path, line: `${path}: is deployed, and not built` });
  return lines.toSorted((a, b) => (a.path < b.path ? -1 : 1)).map(({ line }) => line);
}

const AT_ONCE = 8;

/** The paths of all files in a folder, sorted, with forward slashes. */
export function filesIn(folder: string): string[] {
  return globSync("**/*", { cwd: folder })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => path.replaceAll("\\", "/"))
    .toSorted();
}
