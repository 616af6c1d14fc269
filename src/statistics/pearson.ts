import { assertPaired } from "./assert-paired.ts";
import { isConstant } from "./is-constant.ts";
import { sum } from "./sum.ts";

/**
 * Pearson's r = Σ(x − x̄)(y − ȳ)/√(Σ(x − x̄)²·Σ(y − ȳ)²), in two passes on centred values, each scaled by its largest
 * deviation first, so that 1e±200 neither overflows nor vanishes.
 *
 * @param x one finite value per unit; @param y in the order of `x`
 * @returns r in [−1, 1]; null for fewer than 3 units or a constant input
 * @throws {RangeError} when lengths differ or a value is not finite
 */
export function pearson(x: readonly number[], y: readonly number[]): number | null {
  assertPaired("pearson", x, y);
  if (x.length < 3 || isConstant(x) || isConstant(y)) return null;
  const [a, b] = [deviations(x), deviations(y)];
  const r = sum(a.map((value, i) => value * b[i]!)) / Math.sqrt(sum(a.map(square)) * sum(b.map(square)));
  return Math.max(-1, Math.min(1, r));
}

/** Centred values over the largest absolute deviation. Centred twice: the first mean of large offsets is itself rounded. */
function deviations(values: readonly number[]): number[] {
  // values near the largest double would overflow in their own sum; a power of two changes no digit
  const power = 2 ** -Math.round(Math.log2(Math.max(...values.map(Math.abs))) / 2);
  const centred = centre(centre(values.map((value) => value * power)));
  const largest = Math.max(...centred.map(Math.abs));
  return centred.map((value) => value / largest);
}

function centre(values: readonly number[]): number[] {
  const middle = sum(values) / values.length;
  return values.map((value) => value - middle);
}

function square(value: number): number {
  return value * value;
}
