import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256, writeAtomic } from "./files.ts";
import { hashedBytes, unhashedBytes } from "./hashed-bytes.ts";

/** Where bytes came from: they were there whole, were not there, or were there but damaged. */
export type KeptState = "kept" | "made" | "damaged";

/**
 * Bytes that cost much to make, kept in `folder` as one file each, which begins with the SHA-256 of the rest: what is damaged
 * is made again. A folder that cannot be written is no fault: then nothing is kept.
 *
 * @param key everything that the bytes depend on
 */
export async function keptBytes(
  folder: string,
  key: string,
  make: () => Promise<Uint8Array<ArrayBuffer>>,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly state: KeptState }> {
  const path = join(folder, sha256(key));
  const file = fileAt(path);
  const whole = file && unhashedBytes(file);
  if (whole) return { bytes: new Uint8Array(whole), state: "kept" };
  const bytes = await make();
  try {
    writeAtomic(path, hashedBytes(bytes), false);
  } catch {
    // it is made again next time
  }
  return { bytes, state: file ? "damaged" : "made" };
}

function fileAt(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
