import { bonettWrightInterval } from "./bonett-wright-interval.ts";
import { around } from "./fisher-interval.ts";
import { nextAttainableSpearman } from "./next-attainable.ts";

/**
 * The interval of a rank statistic that is ±1 (decision accuracy 0 or 1), where the bootstrap is a point and covers nothing:
 * the inner limit is the closed form's at the next attainable value, the outer one the bound.
 *
 * @param sign which end: decision accuracy 1 is +1, 0 is −1
 * @returns null for n < 4, for Kendall and decision accuracy n < 5
 * @see STATISTICS.md §3; Kendall's variance .437/(n − 4): Fieller, Hartley & Pearson (1957), Biometrika 44, 470–481
 */
export function intervalAtOne(
  statistic: "spearman" | "kendall" | "decision-accuracy",
  sign: 1 | -1,
  n: number,
  level = 0.95,
): [low: number, high: number] | null {
  const inner = statistic === "spearman" ? innerSpearman(n, level) : innerKendall(n, level);
  if (inner === null) return null;
  const [low, high] = sign === 1 ? [inner, 1] : [-1, -inner];
  return statistic === "decision-accuracy" ? [(low + 1) / 2, (high + 1) / 2] : [low, high];
}

function innerSpearman(n: number, level: number): number | null {
  return bonettWrightInterval(nextAttainableSpearman(n), n, level)?.[0] ?? null;
}

function innerKendall(n: number, level: number): number | null {
  return n < 5 ? null : around(1 - 2 / (n * (n - 1)), Math.sqrt(0.437 / (n - 4)), level)[0];
}
