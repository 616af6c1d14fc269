import { normalQuantile } from "./normal-quantile.ts";

/**
 * Fisher's z interval of Pearson's r: tanh(atanh r ± z/√(n − 3)).
 *
 * @returns null for n < 4 or |r| = 1
 * @see Fisher (1921), Metron 1, 3–32
 */
export function fisherInterval(r: number, n: number, level = 0.95): [low: number, high: number] | null {
  return n < 4 || Math.abs(r) >= 1 ? null : around(r, Math.sqrt(1 / (n - 3)), level);
}

/** tanh(atanh r ± z·se) */
export function around(r: number, standardError: number, level: number): [low: number, high: number] {
  const half = normalQuantile((1 + level) / 2) * standardError;
  return [Math.tanh(Math.atanh(r) - half), Math.tanh(Math.atanh(r) + half)];
}
