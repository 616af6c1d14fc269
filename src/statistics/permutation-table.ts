import { randomBelow } from "./random-below.ts";
import { randomStream } from "./random-stream.ts";

/** How many random orders stand in for all n! above n = 9. */
export const PERMUTATIONS = 99_999;
const BLOCK = 256;
const known = new Map<string, Uint8Array | Uint16Array>();

/**
 * 99,999 random orders of n units as a flat table, made once: the same for all tests on n units. Stream `permutations/n`
 * (for the j-th independently permuted vector, j ≥ 1, `permutations/n/j`), blocks of 256 orders; each order is 0…n − 1
 * shuffled by Fisher and Yates from the last place down, one draw per place.
 *
 * @see STATISTICS.md §4, §12
 */
export function permutationTable(n: number, j = 0): Uint8Array | Uint16Array {
  const key = j === 0 ? `permutations/${n}` : `permutations/${n}/${j}`;
  const table = known.get(key) ?? make(key, n);
  known.set(key, table);
  return table;
}

function make(key: string, n: number): Uint8Array | Uint16Array {
  const table = n < 256 ? new Uint8Array(PERMUTATIONS * n) : new Uint16Array(PERMUTATIONS * n);
  let next = randomStream(key, 0);
  for (let draw = 0; draw < PERMUTATIONS; draw++) {
    if (draw % BLOCK === 0) next = randomStream(key, draw / BLOCK);
    const base = draw * n;
    for (let i = 0; i < n; i++) table[base + i] = i;
    for (let i = n - 1; i > 0; i--) {
      const k = base + randomBelow(next(), i + 1);
      const swap = table[base + i]!;
      table[base + i] = table[k]!;
      table[k] = swap;
    }
  }
  return table;
}
