/**
 * The percentile interval of bootstrap replicates: their quantiles of type 7 at (1 ∓ level)/2. Selects what it needs
 * instead of sorting; the argument is left as it is.
 *
 * @param replicates at least one finite value, any order
 */
export function percentileInterval(replicates: ArrayLike<number>, level = 0.95): [low: number, high: number] {
  // from an array-like in one copy: iterating 10,000 values costs more than selecting among them
  return percentileIntervalInPlace(new Float64Array(replicates), level);
}

/** The same, for values that may be put in another order. */
export function percentileIntervalInPlace(values: Float64Array, level = 0.95): [low: number, high: number] {
  if (values.length === 0) throw new RangeError("percentileInterval: no replicates");
  return [selectQuantile(values, (1 - level) / 2), selectQuantile(values, (1 + level) / 2)];
}

function selectQuantile(values: Float64Array, p: number): number {
  const h = (values.length - 1) * p;
  const below = Math.floor(h);
  const low = select(values, below);
  if (h === below) return low;
  // everything right of the selected place is at least as large: its least is the next order statistic
  let high = Number.POSITIVE_INFINITY;
  for (let i = below + 1; i < values.length; i++) if (values[i]! < high) high = values[i]!;
  return low + (h - below) * (high - low);
}

/** Hoare's selection: partitions `values` in place until the k-th smallest stands at k. */
function select(values: Float64Array, k: number): number {
  let left = 0;
  let right = values.length - 1;
  while (left < right) {
    const pivot = medianOfThree(values[left]!, values[(left + right) >> 1]!, values[right]!);
    let i = left;
    let j = right;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i <= j) {
        const swap = values[i]!;
        values[i++] = values[j]!;
        values[j--] = swap;
      }
    }
    if (k <= j) right = j;
    else if (k >= i) left = i;
    else break;
  }
  return values[k]!;
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
