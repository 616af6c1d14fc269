import { tCdf } from "./t-cdf.ts";

/** Two-sided p of Spearman's ρ by t = r·√((n − 2)/(1 − r²)) with n − 2 degrees of freedom; n at least 3. */
export function spearmanTTest(r: number, n: number): number {
  return 2 * tCdf(-Math.abs(r) * Math.sqrt((n - 2) / (1 - r * r)), n - 2);
}
