import { around } from "./fisher-interval.ts";

/**
 * Bonett and Wright's interval of Spearman's ρ: tanh(atanh r ± z·√((1 + r²/2)/(n − 3))).
 *
 * @returns null for n < 4 or |r| = 1
 * @see Bonett & Wright (2000), Psychometrika 65(1), 23–28
 */
export function bonettWrightInterval(r: number, n: number, level = 0.95): [low: number, high: number] | null {
  return n < 4 || Math.abs(r) >= 1 ? null : around(r, Math.sqrt((1 + (r * r) / 2) / (n - 3)), level);
}
