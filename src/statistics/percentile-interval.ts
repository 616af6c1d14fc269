/** Values are counted in so many intervals of equal width, to look closely at two of them only. */
const BUCKETS = 1024;
const counts = new Uint32Array(BUCKETS);
let candidates = new Float64Array(64);

/**
 * The percentile interval of bootstrap replicates: their quantiles of type 7 at (1 ∓ level)/2. Counts the values in buckets and
 * sorts the one bucket that holds each quantile, instead of everything; the argument is left as it is.
 *
 * @param replicates at least one finite value, any order
 */
export function percentileInterval(replicates: ArrayLike<number>, level = 0.95): [low: number, high: number] {
  const n = replicates.length;
  if (n === 0) throw new RangeError("percentileInterval: no replicates");
  let least = replicates[0]!;
  let most = least;
  for (let i = 1; i < n; i++) {
    const value = replicates[i]!;
    if (value < least) least = value;
    else if (value > most) most = value;
  }
  if (least === most) return [least, most];
  // below 1 so that the largest value is in the last bucket; a range that overflows or vanishes gets one bucket for all
  const perUnit = (BUCKETS - 1) / (most - least);
  const scale = perUnit < Number.POSITIVE_INFINITY ? perUnit : 0;
  counts.fill(0);
  for (let i = 0; i < n; i++) counts[((replicates[i]! - least) * scale) | 0]!++;
  return [quantileAt(replicates, least, scale, (1 - level) / 2), quantileAt(replicates, least, scale, (1 + level) / 2)];
}

function quantileAt(values: ArrayLike<number>, least: number, scale: number, p: number): number {
  const h = (values.length - 1) * p;
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
    if (bucket >= first && bucket <= last) candidates[found++] = values[i]!;
  }
  const sorted = candidates.subarray(0, found).sort();
  const low = sorted[below - before]!;
  return h === below ? low : low + (h - below) * (sorted[below - before + 1]! - low);
}
