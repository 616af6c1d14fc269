import type { PValue } from "../estimates/estimate.ts";
import { PERMUTATIONS, permutationTable } from "../statistics/permutation-table.ts";
import { countPermutedSums } from "../statistics/permuted-sums.ts";
import type { Column } from "./column.ts";

/** Beyond all rounding, and below any step between two values of the statistic. */
const SLACK = 1e-9;

/**
 * Two-sided Monte-Carlo p of a mean pairwise Spearman around its null mean 0: mixtures are permuted independently in every
 * benchmark but the first, 99,999 times; p = (b + 1)/(m + 1).
 *
 * @see STATISTICS.md §8
 */
export function coherenceTest(columns: readonly Column[], value: number): PValue {
  const norms = columns.map(({ ranks }) => ranks.reduce((total, rank) => total + rank * rank, 0));
  const bound = Math.abs(value) * columns.length * (columns.length - 1) - SLACK;
  const exceed = countWhole(columns, norms, bound) ?? countAny(columns, norms, bound);
  return {
    value: (exceed + 1) / (PERMUTATIONS + 1),
    method: "independent permutations of mixtures, Monte Carlo, 99,999 draws",
  };
}

/** Where no benchmark has other ties than the first, all in whole numbers: |‖Σr‖² − k‖r‖²| ≥ bound·‖r‖². */
function countWhole(columns: readonly Column[], norms: readonly number[], bound: number): number | null {
  const norm = norms[0]!;
  if (norms.some((other) => other !== norm)) return null;
  return countPermutedSums(
    columns.map(({ ranks }) => ranks),
    columns.length * norm,
    Math.max(0, Math.ceil(bound * norm)),
  );
}

function countAny(columns: readonly Column[], norms: readonly number[], bound: number): number {
  const k = columns.length;
  const n = columns[0]!.n;
  const unit = columns.map(({ ranks }, b) => Float64Array.from(ranks, (rank) => rank / Math.sqrt(norms[b]!)));
  const tables = unit.slice(1).map((_, j) => permutationTable(n, j + 1));
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
  return exceed;
}
