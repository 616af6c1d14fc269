import { assertPaired } from "./assert-paired.ts";
import { concordance } from "./concordance.ts";
import { concordanceByBits } from "./concordance-by-bits.ts";
import { concordanceByPairs, MOST_PAIRED_UNITS } from "./concordance-by-pairs.ts";
import { isConstant } from "./is-constant.ts";
import { bitCount, countAtLeast, type NullDistribution, orderDistribution } from "./null-distribution.ts";
import { PERMUTATIONS } from "./permutation-table.ts";
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
const countSampled = sampledNull((a, b) =>
  a.length <= MOST_PAIRED_UNITS ? concordanceByPairs(a, b) : concordanceByBits(a, b),
);

function exactNull(a: readonly number[], b: readonly number[]): NullDistribution {
  const key = `${a}|${b}`;
  const distribution = exactNulls.get(key) ?? makeExact(a, b);
  exactNulls.set(key, distribution);
  return distribution;
}

/** Places in ascending order of a take elements of b: a new element is concordant with the used ones below it, discordant with those above. */
function makeExact(a: readonly number[], b: readonly number[]): NullDistribution {
  const n = a.length;
  const pairs = (n * (n - 1)) / 2;
  const isUntied = new Set(a).size === n;
  return isUntied
    ? orderDistribution(n, (used, element) => gainOf(b, used, element), pairs)
    : tiedDistribution(a, b, pairs);
}

function gainOf(b: readonly number[], used: number, element: number): number {
  let gain = 0;
  for (let other = 0; other < b.length; other++) if ((used >> other) & 1) gain += Math.sign(b[element]! - b[other]!);
  return gain;
}

/** With ties in a: whole groups of equal a take whole sets of elements at once, times the orders within the group. */
function tiedDistribution(a: readonly number[], b: readonly number[], bound: number): NullDistribution {
  const n = a.length;
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
