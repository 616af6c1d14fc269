import { sum } from "./sum.ts";

/** The sample variance Σ(x − x̄)²/(n − 1), two passes; null for fewer than two values. */
export function variance(values: ArrayLike<number>): number | null {
  const n = values.length;
  if (n < 2) return null;
  const centre = sum(values) / n;
  return sum(Array.from(values, (value) => (value - centre) ** 2)) / (n - 1);
}
