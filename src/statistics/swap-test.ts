import { assertPaired } from "./assert-paired.ts";
import { midRanks } from "./mid-ranks.ts";
import type { PermutationTest } from "./permutation-test.ts";
import { spearman } from "./spearman.ts";
import { maskBytes, swaps } from "./swaps.ts";

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
  const [own, other] = [productsOf(midRanks(x1), midRanks(y1)), productsOf(midRanks(x2), midRanks(y2))];
  const [ownTotal, otherTotal] = [totalOf(own), totalOf(other)];
  const exchanged = exchangedSums(own, other);
  const n = x1.length;
  const test = swaps(n, (mask) => {
    const by = exchanged(mask);
    const t = correlation(n, ownTotal, by, 1) - correlation(n, otherTotal, by, -1);
    return Number.isNaN(t) ? 0 : Math.abs(t);
  });
  return { ...test, difference: first - second };
}

/** Σx, Σy, Σx², Σy², Σxy, or what a unit adds to them. Ranks are whole or half numbers, so that they are exact in any order. */
const SUMS = 5;

function productsOf(x: readonly number[], y: readonly number[]): number[][] {
  return x.map((a, i) => [a, y[i]!, a * a, y[i]! * y[i]!, a * y[i]!]);
}

function totalOf(units: readonly number[][]): number[] {
  return Array.from({ length: SUMS }, (_, k) => units.reduce((total, unit) => total + unit[k]!, 0));
}

/** What the exchanged units of a mask bring to the sums of one side, and take from those of the other. Eight units are one look. */
function exchangedSums(own: readonly number[][], other: readonly number[][]): (mask: Uint8Array) => Float64Array {
  const n = own.length;
  const tables = new Float64Array(256 * SUMS * maskBytes(n));
  for (let unit = 0; unit < n; unit++) {
    const table = 256 * SUMS * (unit >> 3);
    const bit = 1 << (unit & 7);
    for (let mask = bit; mask < 2 * bit; mask++)
      for (let k = 0; k < SUMS; k++)
        tables[table + SUMS * mask + k] = tables[table + SUMS * (mask - bit) + k]! + other[unit]![k]! - own[unit]![k]!;
  }
  const sums = new Float64Array(SUMS);
  return (mask) => {
    sums.fill(0);
    for (let byte = 0, table = 0; byte < mask.length; byte++, table += 256 * SUMS) {
      const at = table + SUMS * mask[byte]!;
      for (let k = 0; k < SUMS; k++) sums[k]! += tables[at + k]!;
    }
    return sums;
  };
}

/** Pearson of a side whose sums are `total` + sign · `by`. Where one is constant, 0/0: NaN. */
function correlation(n: number, total: readonly number[], by: Float64Array, sign: 1 | -1): number {
  const [sx, sy] = [total[0]! + sign * by[0]!, total[1]! + sign * by[1]!];
  const [sxx, syy, sxy] = [total[2]! + sign * by[2]!, total[3]! + sign * by[3]!, total[4]! + sign * by[4]!];
  return (n * sxy - sx * sy) / Math.sqrt((n * sxx - sx * sx) * (n * syy - sy * sy));
}
