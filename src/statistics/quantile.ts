/**
 * The quantile of type 7 (linear between order statistics, h = (n − 1)p).
 *
 * @param sorted ascending, at least one value; @param p in [0, 1]
 * @see Hyndman & Fan (1996), The American Statistician 50(4), 361–365
 */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  if (sorted.length === 0) throw new RangeError("quantile: no values");
  const h = (sorted.length - 1) * p;
  const below = Math.floor(h);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (h - below) * (high - low);
}
