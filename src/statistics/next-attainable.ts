/** Spearman's ρ halfway from 1 to the next value that n untied units can reach: 1 − 6/(n(n² − 1)). */
export function nextAttainableSpearman(n: number): number {
  return 1 - 6 / (n * (n * n - 1));
}

/** r kept within ± the next attainable value, where atanh is finite. */
export function capped(r: number, n: number): number {
  const limit = nextAttainableSpearman(n);
  return Math.max(-limit, Math.min(limit, r));
}
