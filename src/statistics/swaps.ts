import type { PermutationTest } from "./permutation-test.ts";
import { randomStream } from "./random-stream.ts";

const MOST_EXACT = 16;
const DRAWS = 99_999;
const BLOCK = 256;

/**
 * A test by exchange of two sides, unit by unit: the share of swaps whose |T| is at least the observed one. All 2ⁿ for
 * n ≤ 16 (T is symmetric under the complement, so half of them are walked); else 99,999 draws from stream `swaps/n`.
 *
 * @param size |T| when the units with a 1 in the mask are exchanged; undefined T counts 0
 * @see STATISTICS.md §5
 */
export function swaps(n: number, size: (isSwapped: Uint8Array) => number): PermutationTest {
  const mask = new Uint8Array(n);
  const observed = size(mask) - 1e-9;
  if (n <= MOST_EXACT) {
    let count = 0;
    const half = 2 ** (n - 1);
    for (let bits = 0; bits < half; bits++) {
      for (let unit = 0; unit < n; unit++) mask[unit] = (bits >> unit) & 1;
      if (size(mask) >= observed) count += 2;
    }
    const total = 2 * half;
    return { p: count / total, count, total, method: `swap test, exact, all ${total.toLocaleString("en-US")} swaps` };
  }
  let count = 0;
  let next = randomStream(`swaps/${n}`, 0);
  for (let draw = 0; draw < DRAWS; draw++) {
    if (draw % BLOCK === 0) next = randomStream(`swaps/${n}`, draw / BLOCK);
    for (let unit = 0; unit < n; unit++) mask[unit] = next() >>> 31;
    if (size(mask) >= observed) count++;
  }
  return { p: (count + 1) / (DRAWS + 1), count, total: DRAWS, method: "swap test, Monte Carlo, 99,999 swaps" };
}
