import { createHash } from "node:crypto";
import { createReadStream, globSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Fault, FaultError } from "../faults.ts";
import { isRemote } from "./duckdb-engine.ts";
import type { ItemSource } from "./engine.ts";

const TABLE = /\.(parquet|csv|csv\.gz)$/;

/**
 * The files that paths stand for: files, folders (their tables, or those of `items/` in them), globs, and addresses, which are left
 * to the engine. Each is hashed.
 *
 * @returns sorted by path, each once
 * @throws {FaultError} for paths that stand for nothing, what is no table, and two files with the same bytes
 */
export async function itemSources(paths: readonly string[]): Promise<readonly ItemSource[]> {
  const faults: Fault[] = [];
  const files = new Set<string>();
  const addresses = new Set<string>();
  for (const path of paths) {
    if (isRemote(path)) {
      addresses.add(path);
      continue;
    }
    const found = filesOf(path);
    if (found.length === 0) {
      const [expected, todo] = ["Parquet or CSV files of items", "Check the path; put globs in quotation marks."];
      faults.push({ file: path, value: "stands for no table", expected, todo });
    }
    for (const file of found) files.add(file);
  }
  const sources: ItemSource[] = [];
  const seen = new Map<string, string>();
  for (const shown of [...files].sort()) {
    const sha256 = await sha256OfFile(shown);
    const first = seen.get(sha256);
    if (first === undefined) {
      seen.set(sha256, shown);
      sources.push({ shown, kind: kindOf(shown), sha256, bytes: statSync(shown).size });
      continue;
    }
    faults.push({
      file: shown,
      value: `has the same bytes as ${first}`,
      expected: "every item once",
      todo: "Leave one of the two out.",
    });
  }
  for (const shown of [...addresses].sort()) sources.push({ shown, kind: kindOf(shown), sha256: null, bytes: null });
  if (faults.length > 0) throw new FaultError(faults);
  return sources;
}

function filesOf(path: string): readonly string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return globSync(path).filter((name) => TABLE.test(name) && statSync(name).isFile());
  if (!stat.isDirectory()) return TABLE.test(path) ? [path] : [];
  const tables = (folder: string) =>
    readdirSync(folder)
      .filter((name) => TABLE.test(name) && !name.startsWith("."))
      .map((name) => join(folder, name));
  const items = join(path, "items");
  return statSync(items, { throwIfNoEntry: false })?.isDirectory() ? tables(items) : tables(path);
}

function kindOf(path: string): "parquet" | "csv" {
  return /\.csv(\.gz)?(\?|$)/.test(path) ? "csv" : "parquet";
}

async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
