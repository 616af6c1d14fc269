import { betaCdf } from "./beta-cdf.ts";
import { increasingRoot } from "./increasing-root.ts";

/** The p-quantile of Beta(a, b), p in [0, 1], by bisection of its distribution function. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`betaQuantile: ${p} is not in [0, 1]`);
  if (p === 0 || p === 1) return p;
  return increasingRoot((x) => betaCdf(x, a, b) - p, 0, 1);
}
