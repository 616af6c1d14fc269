import { betaQuantile } from "./beta-quantile.ts";

/**
 * The exact binomial interval of a proportion, from quantiles of beta distributions.
 *
 * @returns null for no items
 * @see Clopper & Pearson (1934), Biometrika 26(4), 404–413
 */
export function clopperPearsonInterval(successes: number, n: number, level = 0.95): [low: number, high: number] | null {
  if (n <= 0) return null;
  const tail = (1 - level) / 2;
  const low = successes === 0 ? 0 : betaQuantile(tail, successes, n - successes + 1);
  const high = successes === n ? 1 : betaQuantile(1 - tail, successes + 1, n - successes);
  return [low, high];
}
