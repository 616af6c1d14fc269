import { assertPaired } from "./assert-paired.ts";
import { concordance } from "./concordance.ts";
import { isConstant } from "./is-constant.ts";

/**
 * Decision accuracy: the share of pairs of units that both vectors order alike, a pair tied in either counting ½. Without
 * ties (τ + 1)/2; chance is ½.
 *
 * @param x one finite value per unit; @param y in the order of `x`
 * @returns a share in [0, 1]; null, not ½, for fewer than 3 units or a constant input
 * @throws {RangeError} when lengths differ or a value is not finite
 */
export function decisionAccuracy(x: readonly number[], y: readonly number[]): number | null {
  assertPaired("decisionAccuracy", x, y);
  if (x.length < 3 || isConstant(x) || isConstant(y)) return null;
  const { difference, pairs } = concordance(x, y);
  return 0.5 + (0.5 * difference) / pairs;
}
