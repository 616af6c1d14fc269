import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { FaultError } from "../faults.ts";
import { markdownLimits } from "../narrative/markdown-limits.ts";

/**
 * Reads release notes.
 *
 * @throws {FaultError} when they are longer or nest more deeply than what a person writes
 */
export function readNotes(path: string): string {
  const text = readFileSync(path, "utf8");
  const fault = markdownLimits({ file: relative(process.cwd(), path), text });
  if (fault !== null) throw new FaultError([fault]);
  return text;
}
