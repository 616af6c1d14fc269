import { assertPaired } from "./assert-paired.ts";
import { midRanks } from "./mid-ranks.ts";
import { pearson } from "./pearson.ts";

/**
 * Spearman's ρ = r(R(x), R(y)): Pearson's r of mid-ranks, so that ties share a rank and the order of rows cannot matter.
 * The headline coefficient of the report.
 *
 * @param x one finite value per unit, on any scale; @param y in the order of `x`
 * @returns ρ in [−1, 1]; null for fewer than 3 units or a constant input
 * @throws {RangeError} when lengths differ or a value is not finite: the caller drops incomplete pairs, and counts them
 * @see Spearman (1904), American Journal of Psychology 15(1), 72–101; ties: Kendall (1945), Biometrika 33(3), 239–251
 */
export function spearman(x: readonly number[], y: readonly number[]): number | null {
  assertPaired("spearman", x, y);
  return pearson(midRanks(x), midRanks(y));
}
