import { capped } from "./next-attainable.ts";
import { normalCdf } from "./normal-cdf.ts";

/**
 * One-sided p of H₀ "ρ ≥ threshold": Φ((atanh r* − atanh ρ*)/√((1 + r*²/2)/(n − 3))), r* capped below 1. Small where a
 * benchmark persists clearly less than is useful.
 *
 * @param n at least 4
 * @see STATISTICS.md §7, p_u
 */
export function belowThresholdP(r: number, n: number, threshold: number): number {
  const at = capped(r, n);
  return normalCdf((Math.atanh(at) - Math.atanh(threshold)) / Math.sqrt((1 + (at * at) / 2) / (n - 3)));
}
