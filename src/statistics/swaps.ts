import type { PermutationTest } from "./permutation-test.ts";
import { randomStream } from "./random-stream.ts";

const MOST_EXACT = 16;
const DRAWS = 99_999;
const BLOCK = 256;

/**
 * A test by exchange of two sides, unit by unit: the share of swaps whose |T| is at least the observed one. All 2ⁿ for
 * n ≤ 16 (T is symmetric under the complement, so half of them are walked); else 99,999 draws from stream `swaps/n`.
 *
 * @param size |T| when the units with a 1 in the mask are exchanged, eight units to a byte, the first in its lowest bit;
 * undefined T counts 0
 * @see STATISTICS.md §5
 */
export function swaps(n: number, size: (mask: Uint8Array) => number): PermutationTest {
  const bytes = maskBytes(n);
  const observed = size(new Uint8Array(bytes)) - 1e-9;
  let count = 0;
  if (n <= MOST_EXACT) {
    const half = 2 ** (n - 1);
    const mask = new Uint8Array(bytes);
    for (let bits = 0; bits < half; bits++) {
      for (let byte = 0; byte < bytes; byte++) mask[byte] = bits >> (8 * byte);
      if (size(mask) >= observed) count += 2;
    }
    const total = 2 * half;
    return { p: count / total, count, total, method: `swap test, exact, all ${total.toLocaleString("en-US")} swaps` };
  }
  const masks = drawnMasks(n);
  for (let at = 0; at < masks.length; at += bytes) if (size(masks.subarray(at, at + bytes)) >= observed) count++;
  return { p: (count + 1) / (DRAWS + 1), count, total: DRAWS, method: "swap test, Monte Carlo, 99,999 swaps" };
}

/** Length of a mask. */
export function maskBytes(n: number): number {
  return Math.ceil(n / 8);
}

/** The last ones stay: nearly all tests of a study are on one number of units. */
let known: { readonly n: number; readonly masks: Uint8Array } | null = null;

function drawnMasks(n: number): Uint8Array {
  if (known?.n === n) return known.masks;
  const bytes = maskBytes(n);
  const masks = new Uint8Array(DRAWS * bytes);
  let next = randomStream(`swaps/${n}`, 0);
  for (let draw = 0; draw < DRAWS; draw++) {
    if (draw % BLOCK === 0) next = randomStream(`swaps/${n}`, draw / BLOCK);
    for (let unit = 0; unit < n; unit++) masks[draw * bytes + (unit >> 3)]! |= (next() >>> 31) << (unit & 7);
  }
  known = { n, masks };
  return masks;
}
