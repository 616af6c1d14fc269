import { assertPaired } from "./assert-paired.ts";
import { concordance } from "./concordance.ts";
import { isConstant } from "./is-constant.ts";

/**
 * Kendall's τ_b = (C − D)/√((N₀ − T_x)(N₀ − T_y)), N₀ = n(n − 1)/2, T the pairs tied in one vector.
 *
 * @param x one finite value per unit; @param y in the order of `x`
 * @returns τ_b in [−1, 1]; null for fewer than 3 units or a constant input
 * @throws {RangeError} when lengths differ or a value is not finite
 * @see Kendall (1945), Biometrika 33(3), 239–251
 */
export function kendallTauB(x: readonly number[], y: readonly number[]): number | null {
  assertPaired("kendallTauB", x, y);
  if (x.length < 3 || isConstant(x) || isConstant(y)) return null;
  const { difference, untiedX, untiedY } = concordance(x, y);
  return Math.max(-1, Math.min(1, difference / Math.sqrt(untiedX * untiedY)));
}
