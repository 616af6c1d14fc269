import { leaveOneOutRegression } from "../statistics/leave-one-out-regression.ts";
import { sum } from "../statistics/sum.ts";

/** A proxy that may be chosen, and the target as it sees it: without its own benchmarks. */
export interface ProxyColumns {
  readonly name: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** What choosing the best proxy is worth on mixtures that had no part in the choice. */
export interface ChosenPredictor {
  readonly rmse: number;
  readonly r2: number | null;
  /** per unit, the proxy that the others chose */
  readonly chosen: readonly string[];
}

/**
 * Chooses among proxies and tests the choice, on different units: each unit is left out in turn; the others choose the proxy
 * with the largest leave-one-out r² among themselves, fit its line, and predict the unit. The smallest error of many proxies
 * is small by luck too; this error is not.
 *
 * @param pool proxies on the same n ≥ 5 units; the first of equals is chosen
 * @returns null for fewer than 5 units or an empty pool
 * @see Stone (1974), Journal of the Royal Statistical Society B 36(2), 111–147 (cross-validatory choice and its assessment)
 */
export function chosenPredictor(pool: readonly ProxyColumns[]): ChosenPredictor | null {
  const n = pool[0]?.x.length ?? 0;
  if (n < 5) return null;
  const chosen: string[] = [];
  const errors: number[] = [];
  const baseline: number[] = [];
  for (let left = 0; left < n; left++) {
    let [best, bestR2] = [pool[0]!, Number.NEGATIVE_INFINITY];
    for (const proxy of pool) {
      const r2 = leaveOneOutRegression(without(proxy.x, left), without(proxy.y, left))?.r2 ?? null;
      // more than rounding better
      if (r2 !== null && r2 > bestR2 + 1e-12) [best, bestR2] = [proxy, r2];
    }
    chosen.push(best.name);
    errors.push(best.y[left]! - leaveOneOutRegression(best.x, best.y)!.predictions[left]!);
    baseline.push(best.y[left]! - sum(without(best.y, left)) / (n - 1));
  }
  const [press, press0] = [errors, baseline].map((values) => sum(values.map((value) => value * value)));
  return { rmse: Math.sqrt(press! / n), r2: press0! > 0 ? 1 - press! / press0! : null, chosen };
}

function without(values: readonly number[], left: number): readonly number[] {
  return values.toSpliced(left, 1);
}
