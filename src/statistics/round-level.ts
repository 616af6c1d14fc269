/**
 * Rounds to 12 decimals, so that the mean of the same values summed in another order ranks the same (STATISTICS.md §1).
 *
 * @param value |value| below 9,000, where 12 decimals fit a double's integers
 */
export function roundLevel(value: number): number {
  return Math.round(value * 1e12) / 1e12;
}
