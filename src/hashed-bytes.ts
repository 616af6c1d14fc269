import { sha256 } from "./files.ts";

/** Bytes as they are kept: their SHA-256, a line feed, and they themselves. */
export function hashedBytes(bytes: string | Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`${sha256(bytes)}\n`), Buffer.from(bytes)]);
}

const HEAD = 65;

/** What `hashedBytes` kept; null where the file is damaged or cut off. */
export function unhashedBytes(file: Buffer): Buffer | null {
  const bytes = file.subarray(HEAD);
  return file.toString("latin1", 0, HEAD) === `${sha256(bytes)}\n` ? bytes : null;
}
