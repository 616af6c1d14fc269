import { betaQuantile } from "./beta-quantile.ts";

const known = new Map<string, number>();

/** The p-quantile of Student's t with df > 0 degrees of freedom (df need not be whole). */
export function tQuantile(p: number, df: number): number {
  const key = `${p}/${df}`;
  const found = known.get(key) ?? quantileOf(p, df);
  known.set(key, found);
  return found;
}

/** Through the beta distribution of df/(df + t²) in the tails, of t²/(df + t²) near the middle. */
function quantileOf(p: number, df: number): number {
  const tail = Math.min(p, 1 - p);
  const sign = p < 0.5 ? -1 : 1;
  if (tail < 0.25) {
    const x = betaQuantile(2 * tail, df / 2, 0.5);
    return sign * Math.sqrt((df * (1 - x)) / x);
  }
  const x = betaQuantile(1 - 2 * tail, 0.5, df / 2);
  return sign * Math.sqrt((df * x) / (1 - x));
}
