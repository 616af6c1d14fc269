import { betaCdf } from "./beta-cdf.ts";

/** The distribution function of Student's t; both tails keep their relative accuracy. */
export function tCdf(t: number, df: number): number {
  if (!(df > 0)) throw new RangeError(`tCdf: ${df} degrees of freedom`);
  const square = t * t;
  // near 0 the upper form loses the small difference from ½
  if (square < df) {
    const half = 0.5 * betaCdf(square / (df + square), 0.5, df / 2);
    return t < 0 ? 0.5 - half : 0.5 + half;
  }
  const tail = 0.5 * betaCdf(df / (df + square), df / 2, 0.5);
  return t < 0 ? tail : 1 - tail;
}
