/** A two-sided permutation test: how many of `total` orders are at least as extreme as the observed one. */
export interface PermutationTest {
  /** count/total where all orders are walked; (count + 1)/(total + 1) by Monte Carlo */
  readonly p: number;
  readonly count: number;
  readonly total: number;
  readonly method: string;
}

/** Up to this many units all n! orders are walked. */
export const MOST_EXACT_UNITS = 9;

/** The exact p: identity included, never a doubled tail. */
export function exactTest(count: number, n: number): PermutationTest {
  const total = factorial(n);
  return { p: count / total, count, total, method: `exact, all ${total.toLocaleString("en-US")} orders` };
}

/**
 * The Monte-Carlo p, (b + 1)/(m + 1): never 0.
 *
 * @see Phipson & Smyth (2010), Statistical Applications in Genetics and Molecular Biology 9(1), article 39
 */
export function monteCarloTest(count: number, total: number): PermutationTest {
  return { p: (count + 1) / (total + 1), count, total, method: `Monte Carlo, ${total.toLocaleString("en-US")} orders` };
}

export function factorial(n: number): number {
  let product = 1;
  for (let k = 2; k <= n; k++) product *= k;
  return product;
}
