import { betaCdf } from "./beta-cdf.ts";
import { increasingRoot } from "./increasing-root.ts";

/** The p-quantile of Beta(a, b), p in [0, 1], by bisection of its distribution function. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`betaQuantile: ${p} is not in [0, 1]`);
  // the distribution function is 1 to the last bit before x is
  if (p === 1) return 1;
  return increasingRoot((x) => betaCdf(x, a, b) - p, 0, 1);
}
