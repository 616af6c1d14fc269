import { assertPaired } from "./assert-paired.ts";
import { isConstant } from "./is-constant.ts";
import { midRanks } from "./mid-ranks.ts";
import { bitCount, countAtLeast, type NullDistribution, orderDistribution } from "./null-distribution.ts";
import { PERMUTATIONS, permutationTable } from "./permutation-table.ts";
import { exactTest, MOST_EXACT_UNITS, monteCarloTest, type PermutationTest } from "./permutation-test.ts";

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
  if (n <= MOST_EXACT_UNITS) return exactTest(countAtLeast(spearmanNull(patternA, patternB), Math.abs(observed)), n);
  return monteCarloTest(countSorted(monteCarloNull(patternA, patternB), Math.abs(observed)), PERMUTATIONS);
}

/** The exact distribution of T for two patterns of doubled, centred ranks, each ascending; remembered. */
export function spearmanNull(a: readonly number[], b: readonly number[]): NullDistribution {
  const key = `${a}|${b}`;
  const distribution = exactNulls.get(key) ?? makeExact(a, b);
  exactNulls.set(key, distribution);
  return distribution;
}

const exactNulls = new Map<string, NullDistribution>();
const sampledNulls = new Map<string, Float64Array>();

function makeExact(a: readonly number[], b: readonly number[]): NullDistribution {
  // by Cauchy and Schwarz no partial sum is larger
  const bound = Math.ceil(Math.sqrt(squares(a) * squares(b)));
  return orderDistribution(a.length, (used, element) => a[bitCount(used)]! * b[element]!, bound);
}

/** |T| of every random order, ascending. The same orders for all tests on n units; without ties one table serves them all. */
function monteCarloNull(a: readonly number[], b: readonly number[]): Float64Array {
  const key = `${a}|${b}`;
  const known = sampledNulls.get(key);
  if (known) return known;
  const n = a.length;
  const table = permutationTable(n);
  const sizes = new Float64Array(PERMUTATIONS);
  const [left, right] = [Float64Array.from(a), Float64Array.from(b)];
  for (let draw = 0, at = 0; draw < PERMUTATIONS; draw++) {
    let total = 0;
    for (let i = 0; i < n; i++) total += left[i]! * right[table[at++]!]!;
    sizes[draw] = Math.abs(total);
  }
  sizes.sort();
  // a study of many mixtures has many patterns of ties; keep only the untied one
  if (new Set(a).size === n && new Set(b).size === n) sampledNulls.set(key, sizes);
  return sizes;
}

/** How many of ascending values are at least `bound`. */
export function countSorted(sorted: Float64Array, bound: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < bound) low = middle + 1;
    else high = middle;
  }
  return sorted.length - low;
}

export function doubledRanks(values: readonly number[]): number[] {
  return midRanks(values).map((rank) => 2 * rank - values.length - 1);
}

export function ascending(a: number, b: number): number {
  return a - b;
}

function squares(values: readonly number[]): number {
  return values.reduce((total, value) => total + value * value, 0);
}
