import { assertPaired } from "./assert-paired.ts";
import { midRanks } from "./mid-ranks.ts";
import type { PermutationTest } from "./permutation-test.ts";
import { spearman } from "./spearman.ts";
import { swaps } from "./swaps.ts";

/**
 * Swap test of a difference of two dependent Spearman correlations, ρ(x₁, y₁) − ρ(x₂, y₂), on the same units: each vector is
 * ranked over all units, then a unit's pair of ranks is exchanged between the sides; T = difference of Pearson on ranks.
 *
 * @returns null where either correlation is undefined
 * @see STATISTICS.md §5
 */
export function swapTest(
  x1: readonly number[],
  y1: readonly number[],
  x2: readonly number[],
  y2: readonly number[],
): (PermutationTest & { readonly difference: number }) | null {
  assertPaired("swapTest", x1, x2);
  const [first, second] = [spearman(x1, y1), spearman(x2, y2)];
  if (first === null || second === null) return null;
  const [a, b, c, d] = [midRanks(x1), midRanks(y1), midRanks(x2), midRanks(y2)];
  const test = swaps(a.length, (isSwapped) => {
    const t = mixed(a, b, c, d, isSwapped, 0) - mixed(a, b, c, d, isSwapped, 1);
    return Number.isNaN(t) ? 0 : Math.abs(t);
  });
  return { ...test, difference: first - second };
}

/** Pearson of the side whose units come from (a, b) where the mask equals `side`, else from (c, d). NaN where constant. */
function mixed(a: number[], b: number[], c: number[], d: number[], mask: Uint8Array, side: 0 | 1): number {
  const n = a.length;
  let [sx, sy, sxx, syy, sxy] = [0, 0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const own = mask[i] === side;
    const x = own ? a[i]! : c[i]!;
    const y = own ? b[i]! : d[i]!;
    sx += x;
    sy += y;
    sxx += x * x;
    syy += y * y;
    sxy += x * y;
  }
  // doubled ranks are integers, so these are exact but for halves
  const norm = (n * sxx - sx * sx) * (n * syy - sy * sy);
  return norm > 0 ? (n * sxy - sx * sy) / Math.sqrt(norm) : Number.NaN;
}
