/**
 * Pearson's r of every row of two matrices: bootstrap replicates of n units. What `pearson` is for each row, without its arrays:
 * in two passes on centred values.
 *
 * @param x rows × n, row by row, of moderate size (squares neither overflow nor vanish); @param y of the same shape
 * @returns one r in [−1, 1] per row; NaN, which marks an undefined replicate, where a row is constant or holds a NaN
 * @throws {RangeError} when the shapes differ
 */
export function pearsonRows(x: Float64Array, y: Float64Array, n: number): Float64Array {
  if (x.length !== y.length || x.length % n !== 0)
    throw new RangeError(`pearsonRows: ${x.length} and ${y.length} values in rows of ${n}`);
  const out = new Float64Array(x.length / n);
  for (let r = 0, from = 0; r < out.length; r++, from += n) {
    const end = from + n;
    const [middleX, middleY] = [meanOf(x, from, end), meanOf(y, from, end)];
    let [ab, aa, bb] = [0, 0, 0];
    for (let i = from; i < end; i++) {
      const [a, b] = [x[i]! - middleX, y[i]! - middleY];
      ab += a * b;
      aa += a * a;
      bb += b * b;
    }
    // the mean of a constant row is its value to the last bit: 0/0
    out[r] = n > 2 ? Math.max(-1, Math.min(1, ab / Math.sqrt(aa * bb))) : Number.NaN;
  }
  return out;
}

/** Centred twice: the first mean of large offsets is itself rounded. NaN where any value is. */
function meanOf(values: Float64Array, from: number, end: number): number {
  const n = end - from;
  let total = 0;
  for (let i = from; i < end; i++) total += values[i]!;
  const first = total / n;
  let rest = 0;
  for (let i = from; i < end; i++) rest += values[i]! - first;
  return first + rest / n;
}
