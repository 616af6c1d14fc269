import { assertPaired } from "./assert-paired.ts";
import { isConstant } from "./is-constant.ts";
import { midRanks } from "./mid-ranks.ts";
import { bitCount, countAtLeast, type NullDistribution, orderDistribution } from "./null-distribution.ts";
import { PERMUTATIONS, permutationTable } from "./permutation-table.ts";
import { exactTest, MOST_EXACT_UNITS, monteCarloTest, type PermutationTest } from "./permutation-test.ts";
import { sampledNull } from "./sampled-null.ts";
import { tiePatterns } from "./tie-patterns.ts";

/**
 * Two-sided permutation test of Spearman's ρ, ties and all: T = Σ of products of doubled, centred mid-ranks, an integer.
 * n ≤ 9: all n! orders, through the distribution of T for the two patterns of ties; else 99,999 random orders.
 *
 * @returns null where ρ is undefined: fewer than 3 units or a constant input
 * @see STATISTICS.md §4
 */
export function spearmanPermutationTest(x: readonly number[], y: readonly number[]): PermutationTest | null {
  assertPaired("spearmanPermutationTest", x, y);
  const n = x.length;
  if (n < 3 || isConstant(x) || isConstant(y)) return null;
  const [a, b] = [doubledRanks(x), doubledRanks(y)];
  let observed = 0;
  for (let i = 0; i < n; i++) observed += a[i]! * b[i]!;
  const [patternA, patternB] = [a.toSorted(ascending), b.toSorted(ascending)];
  if (n > MOST_EXACT_UNITS) return monteCarloTest(countSampled(patternA, patternB, Math.abs(observed)), PERMUTATIONS);
  return exactTest(countAtLeast(spearmanNull(...tiePatterns(patternA, patternB)), Math.abs(observed)), n);
}

/** The exact distribution of T for two patterns of doubled, centred ranks, each ascending; remembered. */
export function spearmanNull(a: readonly number[], b: readonly number[]): NullDistribution {
  const key = `${a}|${b}`;
  const distribution = exactNulls.get(key) ?? makeExact(a, b);
  exactNulls.set(key, distribution);
  return distribution;
}

const exactNulls = new Map<string, NullDistribution>();
const countSampled = sampledNull(sampledSizes);

function makeExact(a: readonly number[], b: readonly number[]): NullDistribution {
  // by Cauchy and Schwarz no partial sum is larger
  const bound = Math.ceil(Math.sqrt(squares(a) * squares(b)));
  return orderDistribution(a.length, (used, element) => a[bitCount(used)]! * b[element]!, bound);
}

/** |T| of every random order. The same orders for all tests on n units. */
function sampledSizes(a: readonly number[], b: readonly number[]): Float64Array {
  const n = a.length;
  const table = permutationTable(n);
  const sizes = new Float64Array(PERMUTATIONS);
  const [left, right] = [Float64Array.from(a), Float64Array.from(b)];
  for (let draw = 0, at = 0; draw < PERMUTATIONS; draw++) {
    let total = 0;
    for (let i = 0; i < n; i++) total += left[i]! * right[table[at++]!]!;
    sizes[draw] = Math.abs(total);
  }
  return sizes;
}

/** Twice the mid-ranks, less n + 1: integers centred on 0. */
export function doubledRanks(values: readonly number[]): number[] {
  return midRanks(values).map((rank) => 2 * rank - values.length - 1);
}

/** Compares numbers for sorting, the smallest first. */
export function ascending(a: number, b: number): number {
  return a - b;
}

function squares(values: readonly number[]): number {
  return values.reduce((total, value) => total + value * value, 0);
}
