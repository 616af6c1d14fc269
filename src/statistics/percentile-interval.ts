/** Values are counted in so many intervals of equal width, to look closely at two of them only. */
const BUCKETS = 1024;
const counts = new Uint32Array(BUCKETS);
let candidates = new Float64Array(64);
/** Per value its bucket. */
let buckets = new Uint16Array(64);

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
  // the largest value is in the last bucket; a range that overflows makes this 0, one that vanishes Infinity, and `| 0` of what
  // comes of either is the first bucket for all
  const scale = (BUCKETS - 1) / (most - least);
  const counted = times ?? onceEach(values.length);
  counts.fill(0);
  if (buckets.length < values.length) buckets = new Uint16Array(2 * values.length);
  let n = 0;
  for (let i = 0; i < values.length; i++) {
    const bucket = ((values[i]! - least) * scale) | 0;
    buckets[i] = bucket;
    counts[bucket]! += counted[i]!;
    n += counted[i]!;
  }
  const low = placeOf((n - 1) * ((1 - level) / 2));
  const high = placeOf((n - 1) * ((1 + level) / 2));
  const size = low.through - low.before + (high.through - high.before);
  if (candidates.length < size) candidates = new Float64Array(2 * size);
  // the buckets of the low quantile fill the front, those of the high one follow
  let [atLow, atHigh] = [0, low.through - low.before];
  for (let i = 0; i < values.length; i++) {
    const bucket = buckets[i]!;
    // nearly all values lie between the two quantiles
    if (bucket > low.last && bucket < high.first) continue;
    const value = values[i]!;
    if (bucket >= low.first && bucket <= low.last) for (let k = counted[i]!; k > 0; k--) candidates[atLow++] = value;
    if (bucket >= high.first && bucket <= high.last) for (let k = counted[i]!; k > 0; k--) candidates[atHigh++] = value;
  }
  return [
    quantileWithin(candidates.subarray(0, low.through - low.before), low),
    quantileWithin(candidates.subarray(low.through - low.before, size), high),
  ];
}

/** Where a quantile is: the buckets that hold the order statistics on both sides of it, and how many values are before and through them. */
interface Place {
  readonly h: number;
  readonly first: number;
  readonly last: number;
  readonly before: number;
  readonly through: number;
}

function placeOf(h: number): Place {
  const below = Math.floor(h);
  let first = 0;
  let before = 0;
  while (before + counts[first]! <= below) before += counts[first++]!;
  let last = first;
  let through = before + counts[first]!;
  while (through <= below + 1 && last < BUCKETS - 1) through += counts[++last]!;
  return { h, first, last, before, through };
}

/** Quantile of type 7 from the values of its buckets, which are sorted in place. */
function quantileWithin(values: Float64Array, { h, before }: Place): number {
  values.sort();
  const below = Math.floor(h);
  const low = values[below - before]!;
  return h === below ? low : low + (h - below) * (values[below - before + 1]! - low);
}

let ones = new Uint16Array(0);

function onceEach(length: number): Uint16Array {
  if (ones.length < length) ones = new Uint16Array(length).fill(1);
  return ones;
}
