const BITS = 11;
const BUCKETS = 1 << BITS;

/**
 * The places of integers in ascending order, equal ones in the order given: counting sort by three digits of eleven bits.
 * Time grows with the length alone, several times faster than sorting by comparison from a few hundred values on.
 *
 * @param keys integers in [0, 2³²)
 * @returns for each rank, the index of its key
 * @throws {RangeError} when a key is no such integer
 */
export function integerOrder(keys: ArrayLike<number>): Uint32Array<ArrayBuffer> {
  const n = keys.length;
  const values = new Uint32Array(n);
  const counts = new Uint32Array(3 * BUCKETS);
  for (let i = 0; i < n; i++) {
    const key = keys[i]!;
    if (key >>> 0 !== key) throw new RangeError(`integerOrder: key ${i} is ${key}`);
    values[i] = key;
    counts[key & (BUCKETS - 1)]!++;
    counts[BUCKETS + ((key >>> BITS) & (BUCKETS - 1))]!++;
    counts[2 * BUCKETS + (key >>> (2 * BITS))]!++;
  }
  let from = new Uint32Array(n);
  for (let i = 0; i < n; i++) from[i] = i;
  let to = new Uint32Array(n);
  for (let digit = 0; digit < 3; digit++) {
    const shift = digit * BITS;
    const start = counts.subarray(digit * BUCKETS, (digit + 1) * BUCKETS);
    if (!accumulate(start, n)) continue;
    for (let k = 0; k < n; k++) {
      const i = from[k]!;
      to[start[(values[i]! >>> shift) & (BUCKETS - 1)]!++] = i;
    }
    [from, to] = [to, from];
  }
  return from;
}

/** Counts become first places. Returns false where all keys share one digit, and the pass would move nothing. */
function accumulate(counts: Uint32Array, n: number): boolean {
  let before = 0;
  for (let d = 0; d < counts.length; d++) {
    const count = counts[d]!;
    if (count === n) return false;
    counts[d] = before;
    before += count;
  }
  return true;
}
