import { assertPaired } from "./assert-paired.ts";
import { firstAtLeast } from "./first-at-least.ts";
import { isConstant } from "./is-constant.ts";
import { PERMUTATIONS, permutationTable } from "./permutation-table.ts";
import { exactTest, factorial, MOST_EXACT_UNITS, monteCarloTest, type PermutationTest } from "./permutation-test.ts";
import { sum } from "./sum.ts";

/**
 * Two-sided permutation test of Pearson's r: T = Σ of centred products. n ≤ 9: all n! orders; the places are cut in two
 * halves, and for each set of elements of the first half its sums are combined with those of the second, sorted against
 * sought. Sums within 1e−12 of the largest attainable one count as equal, so that float noise never breaks a tie.
 *
 * @returns null where r is undefined: fewer than 3 units or a constant input
 * @see STATISTICS.md §4
 */
export function pearsonPermutationTest(x: readonly number[], y: readonly number[]): PermutationTest | null {
  assertPaired("pearsonPermutationTest", x, y);
  const n = x.length;
  if (n < 3 || isConstant(x) || isConstant(y)) return null;
  const [a, b] = [deviations(x), deviations(y)];
  let observed = 0;
  for (let i = 0; i < n; i++) observed += a[i]! * b[i]!;
  const bound = Math.abs(observed) - 1e-12 * largestSum(a, b);
  if (n <= MOST_EXACT_UNITS) return exactTest(countExact(a, b, bound), n);
  return monteCarloTest(countSampled(a, b, bound), PERMUTATIONS);
}

function deviations(values: readonly number[]): Float64Array {
  // values near the largest double would overflow in their own sum
  const scale = Math.max(...values.map(Math.abs)) > 1e290 ? 2 ** -100 : 1;
  const middle = sum(values.map((value) => value * scale)) / values.length;
  const centred = values.map((value) => value * scale - middle);
  const largest = Math.max(...centred.map(Math.abs));
  return Float64Array.from(centred, (value) => value / largest);
}

function largestSum(a: Float64Array, b: Float64Array): number {
  const sizes = (values: Float64Array) => values.map(Math.abs).sort();
  const [u, v] = [sizes(a), sizes(b)];
  return u.reduce((total, value, i) => total + value * v[i]!, 0);
}

function countExact(a: Float64Array, b: Float64Array, bound: number): number {
  const n = a.length;
  if (bound <= 0) return factorial(n);
  const half = n >> 1;
  const [leftOrders, rightOrders] = [ordersOf(half), ordersOf(n - half)];
  const left = new Float64Array(leftOrders.length / half);
  const chosen = new Float64Array(half);
  const others = new Float64Array(n - half);
  let count = 0;
  for (let set = 0; set < 1 << n; set++) {
    if (!split(set, b, chosen, others)) continue;
    sums(a, chosen, leftOrders, left);
    sortFew(left);
    const [least, most] = [left[0]!, left.at(-1)!];
    for (let at = 0; at < rightOrders.length; ) {
      let total = 0;
      for (let i = half; i < n; i++) total += a[i]! * others[rightOrders[at++]!]!;
      // the larger the observed sum, the fewer halves can reach it at all
      if (total + most >= bound) count += left.length - firstAtLeast(left, bound - total);
      if (total + least <= -bound) count += firstAbove(left, -bound - total);
    }
  }
  return count;
}

/** Puts the elements of `set` into `chosen` and the rest into `others`; false where the set has another size. */
function split(set: number, b: Float64Array, chosen: Float64Array, others: Float64Array): boolean {
  let [in_, out] = [0, 0];
  for (let element = 0; element < b.length; element++)
    if ((set >> element) & 1) {
      if (in_ === chosen.length) return false;
      chosen[in_++] = b[element]!;
    } else {
      if (out === others.length) return false;
      others[out++] = b[element]!;
    }
  return true;
}

function sums(a: Float64Array, elements: Float64Array, orders: Uint8Array, out: Float64Array): void {
  const size = elements.length;
  for (let k = 0, at = 0; k < out.length; k++) {
    let total = 0;
    for (let i = 0; i < size; i++) total += a[i]! * elements[orders[at++]!]!;
    out[k] = total;
  }
}

/** Insertion: a few dozen numbers are in order sooner than a typed array's sort has begun. */
function sortFew(values: Float64Array): void {
  for (let i = 1; i < values.length; i++) {
    const value = values[i]!;
    let at = i;
    for (; at > 0 && values[at - 1]! > value; at--) values[at] = values[at - 1]!;
    values[at] = value;
  }
}

function firstAbove(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

const knownOrders = new Map<number, Uint8Array>();

/** All orders of 0…size − 1, one after another. */
function ordersOf(size: number): Uint8Array {
  const found = knownOrders.get(size);
  if (found) return found;
  let orders: number[][] = [[]];
  for (let k = 0; k < size; k++)
    orders = orders.flatMap((order) => Array.from({ length: k + 1 }, (_, at) => order.toSpliced(at, 0, k)));
  const flat = Uint8Array.from(orders.flat());
  knownOrders.set(size, flat);
  return flat;
}

function countSampled(a: Float64Array, b: Float64Array, bound: number): number {
  const n = a.length;
  const table = permutationTable(n);
  let count = 0;
  for (let draw = 0, at = 0; draw < PERMUTATIONS; draw++) {
    let total = 0;
    for (let i = 0; i < n; i++) total += a[i]! * b[table[at++]!]!;
    if (Math.abs(total) >= bound) count++;
  }
  return count;
}
