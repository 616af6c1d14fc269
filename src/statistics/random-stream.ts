import { createHash } from "node:crypto";

/**
 * The project's random numbers: xoshiro128** seeded by the first 16 bytes of SHA-256(`magic-correlations-v1|KEY|BLOCK`),
 * little-endian. 32-bit operations only, so the same on every machine. KEY names what is drawn, BLOCK is ⌊replicate/256⌋:
 * any thread may do any block.
 *
 * @returns a function that gives the next unsigned 32-bit integer
 * @see Blackman & Vigna (2021), ACM Transactions on Mathematical Software 47(4), article 36; STATISTICS.md §12
 */
export function randomStream(key: string, block: number): () => number {
  const digest = createHash("sha256").update(`magic-correlations-v1|${key}|${block}`).digest();
  let a = digest.readInt32LE(0);
  let b = digest.readInt32LE(4);
  let c = digest.readInt32LE(8);
  let d = digest.readInt32LE(12);
  return () => {
    const out = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return out;
  };
}

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}
