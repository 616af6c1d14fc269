import { gzipSync } from "node:zlib";

/** The byte of a gzip header that names the system that packed it, and its value for "unknown" (RFC 1952). */
const SYSTEM_BYTE = 9;
const UNKNOWN_SYSTEM = 255;

/** Gzip without a time or a system in its header: the same text gives the same bytes on every machine. */
export function gzipped(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(gzipSync(text));
  bytes[SYSTEM_BYTE] = UNKNOWN_SYSTEM;
  return bytes;
}
