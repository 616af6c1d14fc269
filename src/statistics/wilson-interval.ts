import { normalQuantile } from "./normal-quantile.ts";

/**
 * Wilson's score interval of a proportion. Successes need not be whole.
 *
 * @returns null for no items
 * @see Wilson (1927), Journal of the American Statistical Association 22, 209–212
 */
export function wilsonInterval(successes: number, n: number, level = 0.95): [low: number, high: number] | null {
  if (n <= 0) return null;
  const z = normalQuantile((1 + level) / 2);
  const share = successes / n;
  const centre = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return [successes === 0 ? 0 : Math.max(0, centre - half), successes === n ? 1 : Math.min(1, centre + half)];
}
