import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

/** What of the file system changes something. */
const CHANGING = [
  "openSync",
  "writeSync",
  "fsync",
  "fsyncSync",
  "closeSync",
  "renameSync",
  "mkdirSync",
  "rmSync",
  "linkSync",
] as const;

type Call = (...given: readonly unknown[]) => unknown;
const calls = fs as unknown as Record<string, Call>;

/**
 * Lets the `at`-th change of the file system, counted from 1, meet `fault` instead; a write is half done by then. Modules that
 * imported the functions by name see it too.
 *
 * @returns a function that ends it, and says how many changes there were
 */
export function breakAt(at: number, fault: () => void): () => number {
  let count = 0;
  let isOff = false;
  const originals = CHANGING.map((name) => [name, calls[name]!] as const);
  for (const [name, original] of originals) {
    calls[name] = (...given) => {
      if (isOff || ++count !== at) return original(...given);
      isOff = true; // cleaning up afterwards may succeed
      if (name === "writeSync") {
        const [file, bytes, from = 0] = given as [number, Uint8Array, number?];
        original(file, bytes, from, Math.floor((bytes.length - from) / 2));
      }
      fault();
      return undefined;
    };
  }
  syncBuiltinESMExports();
  return () => {
    for (const [name, original] of originals) calls[name] = original;
    syncBuiltinESMExports();
    return count;
  };
}
