import type { PValue } from "../estimates/estimate.ts";
import { PERMUTATIONS, permutationTable } from "../statistics/permutation-table.ts";
import type { Column } from "./column.ts";

/**
 * Two-sided Monte-Carlo p of a mean pairwise Spearman around its null mean 0: mixtures are permuted independently in every
 * benchmark but the first, 99,999 times; p = (b + 1)/(m + 1).
 *
 * @see STATISTICS.md §8
 */
export function coherenceTest(columns: readonly Column[], value: number): PValue {
  const k = columns.length;
  const n = columns[0]!.n;
  const unit = columns.map(({ ranks }) => {
    const norm = Math.sqrt(ranks.reduce((total, rank) => total + rank * rank, 0));
    return Float64Array.from(ranks, (rank) => rank / norm);
  });
  const tables = unit.slice(1).map((_, j) => permutationTable(n, j + 1));
  const bound = Math.abs(value) * k * (k - 1) - 1e-9;
  let exceed = 0;
  const total = new Float64Array(n);
  for (let draw = 0, at = 0; draw < PERMUTATIONS; draw++, at += n) {
    total.set(unit[0]!);
    for (let b = 1; b < k; b++) {
      const z = unit[b]!;
      const table = tables[b - 1]!;
      for (let i = 0; i < n; i++) total[i]! += z[table[at + i]!]!;
    }
    let square = -k;
    for (let i = 0; i < n; i++) square += total[i]! * total[i]!;
    if (Math.abs(square) >= bound) exceed++;
  }
  return {
    value: (exceed + 1) / (PERMUTATIONS + 1),
    method: "independent permutations of mixtures, Monte Carlo, 99,999 draws",
  };
}
