import { MOST_EXACT_UNITS } from "./permutation-test.ts";
import { spearmanNullCounts } from "./spearman-null-counts.ts";
import { tQuantile } from "./t-quantile.ts";

/**
 * The smallest |ρ| of Spearman that a two-sided test calls significant on n units without ties. n ≤ 9: exact, the smallest
 * attainable value with p ≤ α; above: t/√(n − 2 + t²) with t the 1 − α/2 quantile on n − 2 degrees of freedom.
 *
 * @param n at least 3
 * @returns null where no value is significant: n ≤ 4 at α = .05
 * @see STATISTICS.md §4
 */
export function criticalSpearman(n: number, alpha = 0.05): number | null {
  if (n > MOST_EXACT_UNITS) {
    const t = tQuantile(1 - alpha / 2, n - 2);
    return t / Math.sqrt(n - 2 + t * t);
  }
  const { sumD2, count } = spearmanNullCounts(n);
  const total = count.reduce((sum, value) => sum + value, 0);
  let [tail, critical] = [0, null as number | null];
  for (let k = 0; k < count.length; k++) {
    // from ρ = 1 downwards; the distribution is symmetric
    tail += 2 * count[k]!;
    const rho = 1 - (6 * sumD2[k]!) / (n * (n * n - 1));
    if (tail > alpha * total * (1 + 1e-12)) break;
    critical = rho;
  }
  return critical;
}
