import { createHash } from "node:crypto";

/**
 * The numbers of `randomStream(key, block)`, many at a time: each call fills a whole array with the next ones. For kernels
 * that need hundreds of millions.
 *
 * @returns a function that overwrites every place of its argument
 * @see randomStream
 */
export function randomFill(key: string, block: number): (out: Uint32Array) => void {
  const digest = createHash("sha256").update(`magic-correlations-v1|${key}|${block}`).digest();
  const state = Int32Array.from({ length: 4 }, (_, i) => digest.readInt32LE(4 * i));
  return (out) => fill(state, out);
}

/** The state lives in local variables while the array is filled. */
function fill(state: Int32Array, out: Uint32Array): void {
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  const count = out.length;
  for (let i = 0; i < count; i++) {
    const product = Math.imul(b, 5);
    out[i] = Math.imul((product << 7) | (product >>> 25), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
  }
  state[0] = a;
  state[1] = b;
  state[2] = c;
  state[3] = d;
}
