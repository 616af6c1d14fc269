/**
 * How many seeds a mean needs to reach a reliability, from the reliability r of one seed, by Spearman–Brown:
 * k = ⌈R(1 − r) / (r(1 − R))⌉.
 *
 * @param r ICC of one seed
 * @param wanted R, in (0, 1)
 * @returns null where r is not positive, so that it tells no number, or where that is more than 1,000
 * @see Spearman (1910) and Brown (1910), British Journal of Psychology 3(3)
 */
export function seedsNeeded(r: number, wanted: number): number | null {
  if (r <= 0) return null;
  const k = Math.max(1, Math.ceil((wanted * (1 - r)) / (r * (1 - wanted)) - 1e-9));
  return k > 1000 ? null : k;
}
