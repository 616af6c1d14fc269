import { PERMUTATIONS, permutationTable } from "./permutation-table.ts";
import { runEnds } from "./run-ends.ts";

/**
 * |C − D| of every random order, for any number of units, by a set of bits: which elements of b are used, and per word how many in the words before. The
 * used ones below an element are then one look, and one more for those above where b has ties.
 *
 * @param a an ascending pattern: places that are equal in it make no pair
 * @param b ascending; place i of an order takes the element of b that the order names
 */
export function concordanceByBits(a: readonly number[], b: readonly number[]): Float64Array {
  const n = a.length;
  const table = permutationTable(n);
  const lower = Int32Array.from(b, (value) => b.indexOf(value));
  const upper = runEnds(b);
  const groupEnd = runEnds(a);
  const words = (n >> 5) + 1;
  const used = new Int32Array(words);
  const before = new Int32Array(words);
  const below = (element: number) => {
    const word = element >> 5;
    return before[word]! + onesOf(used[word]! & ((1 << (element & 31)) - 1));
  };
  const sizes = new Float64Array(PERMUTATIONS);
  for (let draw = 0, base = 0; draw < PERMUTATIONS; draw++, base += n) {
    used.fill(0);
    before.fill(0);
    let total = 0;
    for (let start = 0; start < n; start = groupEnd[start]!) {
      const end = groupEnd[start]!;
      for (let i = start; i < end; i++) {
        const element = table[base + i]!;
        const [low, high] = [lower[element]!, upper[element]!];
        const lowCount = below(low);
        total += lowCount - start + (high - low === 1 ? lowCount : below(high));
      }
      for (let i = start; i < end; i++) {
        const element = table[base + i]!;
        used[element >> 5]! |= 1 << (element & 31);
        for (let word = (element >> 5) + 1; word < words; word++) before[word]!++;
      }
    }
    sizes[draw] = Math.abs(total);
  }
  return sizes;
}

/** How many bits of 32 are 1: pairs, fours and eights of them added up side by side. */
function onesOf(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
