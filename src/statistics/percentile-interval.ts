/** Values are counted in so many intervals of equal width, to look closely at two of them only. */
const BUCKETS = 1024;
const counts = new Uint32Array(BUCKETS);
let candidates = new Float64Array(64);

/**
 * The percentile interval of bootstrap replicates: their quantiles of type 7 at (1 ∓ level)/2. Counts the values in buckets and
 * sorts the one bucket that holds each quantile, instead of everything; the arguments are left as they are.
 *
 * @param values at least one finite value, any order; @param times how often each value counts; null where each is one replicate
 */
export function percentileInterval(
  values: ArrayLike<number>,
  level = 0.95,
  times: Uint16Array | null = null,
): [low: number, high: number] {
  if (values.length === 0) throw new RangeError("percentileInterval: no replicates");
  let least = values[0]!;
  let most = least;
  for (let i = 1; i < values.length; i++) {
    const value = values[i]!;
    if (value < least) least = value;
    else if (value > most) most = value;
  }
  if (least === most) return [least, most];
  // below 1 so that the largest value is in the last bucket; a range that overflows or vanishes gets one bucket for all
  const perUnit = (BUCKETS - 1) / (most - least);
  const scale = perUnit < Number.POSITIVE_INFINITY ? perUnit : 0;
  const counted = times ?? onceEach(values.length);
  counts.fill(0);
  let n = 0;
  for (let i = 0; i < values.length; i++) {
    counts[((values[i]! - least) * scale) | 0]! += counted[i]!;
    n += counted[i]!;
  }
  const at = (p: number) => quantileAt(values, counted, n, least, scale, p);
  return [at((1 - level) / 2), at((1 + level) / 2)];
}

let ones = new Uint16Array(0);

function onceEach(length: number): Uint16Array {
  if (ones.length < length) ones = new Uint16Array(length).fill(1);
  return ones;
}

function quantileAt(
  values: ArrayLike<number>,
  times: Uint16Array,
  n: number,
  least: number,
  scale: number,
  p: number,
): number {
  const h = (n - 1) * p;
  const below = Math.floor(h);
  // the bucket of the order statistic below, and of the next one
  let first = 0;
  let before = 0;
  while (before + counts[first]! <= below) before += counts[first++]!;
  let last = first;
  let through = before + counts[first]!;
  while (through <= below + 1 && last < BUCKETS - 1) through += counts[++last]!;
  if (candidates.length < through - before) candidates = new Float64Array(2 * (through - before));
  let found = 0;
  for (let i = 0; i < values.length; i++) {
    const bucket = ((values[i]! - least) * scale) | 0;
    if (bucket >= first && bucket <= last)
      for (let repeat = times[i]!; repeat > 0; repeat--) candidates[found++] = values[i]!;
  }
  const sorted = candidates.subarray(0, found).sort();
  const low = sorted[below - before]!;
  return h === below ? low : low + (h - below) * (sorted[below - before + 1]! - low);
}
