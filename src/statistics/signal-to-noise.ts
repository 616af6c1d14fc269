import { fQuantile } from "./f-quantile.ts";
import { meanSquares } from "./mean-squares.ts";

/**
 * Signal-to-noise ratio of a benchmark: the spread of mixtures over the noise of seeds, √(max(0, MSB − MSW)/k₀)/√MSW =
 * √(max(0, F − 1)/k₀), the noise within mixtures. Interval: the F limits of the reliability, transformed.
 *
 * @param groups per mixture its seeds
 * @returns null when no group has two values or there is no within-group variance
 * @see STATISTICS.md §6
 */
export function signalToNoise(
  groups: readonly (readonly number[])[],
): { readonly value: number; readonly interval: readonly [number, number] } | null {
  if (groups.length < 2) return null;
  const { between, within, values, k0 } = meanSquares(groups);
  if (within === null || within === 0) return null;
  const f = between / within;
  const [d1, d2] = [groups.length - 1, values - groups.length];
  const ratio = (each: number) => Math.sqrt(Math.max(0, each - 1) / k0);
  return { value: ratio(f), interval: [ratio(f / fQuantile(0.975, d1, d2)), ratio(f * fQuantile(0.975, d2, d1))] };
}
