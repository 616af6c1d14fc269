/** A distribution of an integer statistic: `counts[t − low]` orders give t. */
export interface NullDistribution {
  readonly low: number;
  readonly counts: Float64Array;
}

/** How many orders have |T| of at least `bound`. */
export function countAtLeast({ low, counts }: NullDistribution, bound: number): number {
  let count = 0;
  for (let k = 0; k < counts.length; k++) if (Math.abs(low + k) >= bound) count += counts[k]!;
  return count;
}

/**
 * The distribution of an additive integer statistic over all n! ways to give n places their elements: sets of used elements
 * are walked by size, each with a histogram of its partial sums. 2ⁿ histograms in place of n! orders.
 *
 * @param n at most 12, where n! still fits 32 bits
 * @param gain what the next place (the number of bits of `used`) adds when it takes `element`
 * @param bound no partial or full sum exceeds it in size
 */
export function orderDistribution(
  n: number,
  gain: (used: number, element: number) => number,
  bound: number,
): NullDistribution {
  const width = 2 * bound + 1;
  const sets = 1 << n;
  const table = new Int32Array(sets * width);
  const least = new Int32Array(sets).fill(width);
  const most = new Int32Array(sets).fill(-1);
  table[bound] = 1;
  least[0] = bound;
  most[0] = bound;
  // a set is larger as a number than each of its subsets, so one ascending pass sees every set after its parts
  for (let used = 0; used < sets - 1; used++)
    for (let element = 0; element < n; element++) {
      if ((used >> element) & 1) continue;
      const larger = used | (1 << element);
      const by = gain(used, element);
      const [from, to] = [used * width, larger * width + by];
      const [low, high] = [least[used]!, most[used]!];
      for (let k = low; k <= high; k++) table[to + k]! += table[from + k]!;
      if (low + by < least[larger]!) least[larger] = low + by;
      if (high + by > most[larger]!) most[larger] = high + by;
    }
  const full = sets - 1;
  return {
    low: least[full]! - bound,
    counts: Float64Array.from(table.subarray(full * width + least[full]!, full * width + most[full]! + 1)),
  };
}

/** Bits set in a 32-bit integer. */
export function bitCount(value: number): number {
  let count = 0;
  for (let rest = value; rest !== 0; rest &= rest - 1) count++;
  return count;
}
