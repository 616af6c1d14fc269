import { spearmanNull } from "./spearman-permutation-test.ts";

/**
 * The null distribution of Σd² of Spearman's ρ over all n! orders of n untied units.
 *
 * @param n at most 9
 * @returns the values that occur, ascending, and how many orders give each
 */
export function spearmanNullCounts(n: number): { sumD2: number[]; count: number[] } {
  const ranks = Array.from({ length: n }, (_, i) => 2 * i - n + 1);
  const { low, counts } = spearmanNull(ranks, ranks);
  // T = 4·Σ(r − r̄)(s − s̄) = 4·(n(n² − 1)/12 − Σd²/2)
  const rows = [...counts].map((count, k) => ({ sumD2: (n * (n * n - 1)) / 6 - (low + k) / 2, count }));
  const present = rows.filter((row) => row.count > 0).sort((a, b) => a.sumD2 - b.sumD2);
  return { sumD2: present.map((row) => row.sumD2), count: present.map((row) => row.count) };
}
