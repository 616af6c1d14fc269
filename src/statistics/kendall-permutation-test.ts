import { assertPaired } from "./assert-paired.ts";
import { concordance } from "./concordance.ts";
import { isConstant } from "./is-constant.ts";
import { bitCount, countAtLeast, type NullDistribution, orderDistribution } from "./null-distribution.ts";
import { PERMUTATIONS, permutationTable } from "./permutation-table.ts";
import { exactTest, factorial, MOST_EXACT_UNITS, monteCarloTest, type PermutationTest } from "./permutation-test.ts";
import { sampledNull } from "./sampled-null.ts";
import { ascending, doubledRanks } from "./spearman-permutation-test.ts";
import { tiePatterns } from "./tie-patterns.ts";

/**
 * Two-sided permutation test of Kendall's τ_b: T = C − D; the denominator of τ_b is the same for every order. n ≤ 9: all n!
 * orders, through the distribution of T for the two patterns of ties; else 99,999 random orders.
 *
 * @returns null where τ_b is undefined: fewer than 3 units or a constant input
 * @see STATISTICS.md §4
 */
export function kendallPermutationTest(x: readonly number[], y: readonly number[]): PermutationTest | null {
  assertPaired("kendallPermutationTest", x, y);
  const n = x.length;
  if (n < 3 || isConstant(x) || isConstant(y)) return null;
  const observed = Math.abs(concordance(x, y).difference);
  const [a, b] = [doubledRanks(x).sort(ascending), doubledRanks(y).sort(ascending)];
  if (n > MOST_EXACT_UNITS) return monteCarloTest(countSampled(a, b, observed), PERMUTATIONS);
  return exactTest(countAtLeast(exactNull(...tiePatterns(a, b)), observed), n);
}

const exactNulls = new Map<string, NullDistribution>();
const countSampled = sampledNull((a, b) => (a.length <= MOST_PAIRED_UNITS ? sizesByPairs(a, b) : sizesByBits(a, b)));
/** Up to here looking up the n²/2 pairs is faster than the bits. */
const MOST_PAIRED_UNITS = 24;

function exactNull(a: readonly number[], b: readonly number[]): NullDistribution {
  const key = `${a}|${b}`;
  const distribution = exactNulls.get(key) ?? makeExact(a, b);
  exactNulls.set(key, distribution);
  return distribution;
}

/** Places in ascending order of a take elements of b: a new element is concordant with the used ones below it, discordant with those above. */
function makeExact(a: readonly number[], b: readonly number[]): NullDistribution {
  const n = a.length;
  const isUntied = new Set(a).size === n;
  return isUntied
    ? orderDistribution(n, (used, element) => gainOf(b, used, element), (n * (n - 1)) / 2)
    : tiedDistribution(a, b);
}

function gainOf(b: readonly number[], used: number, element: number): number {
  let gain = 0;
  for (let other = 0; other < b.length; other++) if ((used >> other) & 1) gain += Math.sign(b[element]! - b[other]!);
  return gain;
}

/** With ties in a: whole groups of equal a take whole sets of elements at once, times the orders within the group. */
function tiedDistribution(a: readonly number[], b: readonly number[]): NullDistribution {
  const n = a.length;
  const bound = (n * (n - 1)) / 2;
  const width = 2 * bound + 1;
  const sizes = [...new Set(a)].map((value) => a.filter((each) => each === value).length);
  let histograms = new Map<number, Float64Array>([[0, new Float64Array(width)]]);
  histograms.get(0)![bound] = 1;
  for (const size of sizes) {
    const next = new Map<number, Float64Array>();
    for (const [used, histogram] of histograms)
      for (const group of subsetsOf(((1 << n) - 1) & ~used, size)) {
        let by = 0;
        for (let element = 0; element < n; element++) if ((group >> element) & 1) by += gainOf(b, used, element);
        const target = next.get(used | group) ?? new Float64Array(width);
        next.set(used | group, target);
        for (let k = 0; k < width; k++) if (histogram[k] !== 0) target[k + by]! += histogram[k]! * factorial(size);
      }
    histograms = next;
  }
  return { low: -bound, counts: histograms.get((1 << n) - 1)! };
}

/** All subsets of `set` with `size` elements. */
function subsetsOf(set: number, size: number): number[] {
  const subsets: number[] = [];
  for (let part = set; part > 0; part = (part - 1) & set) if (bitCount(part) === size) subsets.push(part);
  return subsets;
}

/** Per place where its run of equal values ends. */
function runEnds(ascending: readonly number[]): Int32Array {
  return Int32Array.from(ascending, (value) => ascending.lastIndexOf(value) + 1);
}

/** |C − D| of every random order, pair by pair. */
function sizesByPairs(a: readonly number[], b: readonly number[]): Float64Array {
  const n = a.length;
  const table = permutationTable(n);
  const signs = Int8Array.from({ length: n * n }, (_, k) => Math.sign(b[k % n]! - b[Math.floor(k / n)]!));
  const firstAbove = runEnds(a);
  const sizes = new Float64Array(PERMUTATIONS);
  for (let draw = 0; draw < PERMUTATIONS; draw++) {
    const base = draw * n;
    let total = 0;
    for (let i = 0; i < n; i++) {
      const row = table[base + i]! * n;
      for (let j = firstAbove[i]!; j < n; j++) total += signs[row + table[base + j]!]!;
    }
    sizes[draw] = Math.abs(total);
  }
  return sizes;
}

/**
 * |C − D| of every random order, by a set of bits: which elements of b are used, and per word how many in the words before. The
 * used ones below an element are then one look, and one more for those above where b has ties.
 */
function sizesByBits(a: readonly number[], b: readonly number[]): Float64Array {
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
