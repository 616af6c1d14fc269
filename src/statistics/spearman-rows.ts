/** Up to this many values, counting what is smaller beats sorting. */
const COUNTING = 24;

/**
 * Spearman's ρ of every row of two matrices: bootstrap replicates of n units, ranked anew in each. Ranks are doubled and
 * centred, so that all sums but the root are of whole numbers.
 *
 * @param x rows × n, row by row; equal values must be equal to the last bit: round levels first
 * @param y of the same shape
 * @returns one ρ per row; NaN, which marks an undefined replicate, where a row is constant or holds a NaN
 * @throws {RangeError} when the shapes differ
 */
export function spearmanRows(x: Float64Array, y: Float64Array, n: number): Float64Array {
  if (n < 1 || x.length !== y.length || x.length % n !== 0)
    throw new RangeError(`spearmanRows: ${x.length} and ${y.length} values in rows of ${n}`);
  const out = new Float64Array(x.length / n);
  const [a, b] = [new Float64Array(n), new Float64Array(n)];
  const sorted = new Float64Array(n);
  for (let r = 0; r < out.length; r++) {
    const isDefined = rankRow(x, r * n, n, a, sorted) && rankRow(y, r * n, n, b, sorted);
    let [ab, aa, bb] = [0, 0, 0];
    for (let i = 0; i < n; i++) {
      ab += a[i]! * b[i]!;
      aa += a[i]! * a[i]!;
      bb += b[i]! * b[i]!;
    }
    // of a constant row all ranks are 0, and 0/0 is NaN
    out[r] = isDefined ? Math.max(-1, Math.min(1, ab / Math.sqrt(aa * bb))) : Number.NaN;
  }
  return out;
}

/** Writes 2R − n − 1 of each value of a row; false when one is NaN. */
function rankRow(values: Float64Array, at: number, n: number, ranks: Float64Array, sorted: Float64Array): boolean {
  for (let i = at; i < at + n; i++) if (Number.isNaN(values[i]!)) return false;
  if (n <= COUNTING) {
    // smaller − larger is 2R − n − 1 for mid-ranks
    for (let i = 0; i < n; i++) {
      const value = values[at + i]!;
      let rank = 0;
      for (let j = 0; j < i; j++) {
        const other = values[at + j]!;
        const order = Number(other < value) - Number(other > value);
        rank += order;
        ranks[j]! -= order;
      }
      ranks[i] = rank;
    }
    return true;
  }
  sorted.set(values.subarray(at, at + n));
  sorted.sort();
  for (let i = 0; i < n; i++) {
    const value = values[at + i]!;
    ranks[i] = firstFrom(sorted, value, false) + firstFrom(sorted, value, true) - n;
  }
  return true;
}

/** How many sorted values are below `value`, or not above it. */
function firstFrom(sorted: Float64Array, value: number, withEqual: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value || (withEqual && sorted[middle] === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
