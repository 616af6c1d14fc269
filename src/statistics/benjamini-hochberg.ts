/**
 * Benjamini–Hochberg adjusted p-values: q_(i) = min over j ≥ i of p_(j)·m/j, at most 1.
 *
 * @param ps in [0, 1]; null where no test is defined: stays null, and does not count in m
 * @returns in the order of `ps`
 * @see Benjamini & Hochberg (1995), Journal of the Royal Statistical Society B 57(1), 289–300
 */
export function benjaminiHochberg(ps: readonly (number | null)[]): (number | null)[] {
  const order = ps.flatMap((p, i) => (p === null ? [] : [i])).sort((a, b) => ps[a]! - ps[b]!);
  const m = order.length;
  const adjusted: (number | null)[] = ps.map(() => null);
  let least = 1;
  for (let k = m; k >= 1; k--) {
    const i = order[k - 1]!;
    // p·m/m can round below p
    least = Math.min(least, Math.max(ps[i]!, (ps[i]! * m) / k));
    adjusted[i] = least;
  }
  return adjusted;
}
