import { betaQuantile } from "./beta-quantile.ts";

/** The p-quantile of F with d₁ and d₂ degrees of freedom. */
export function fQuantile(p: number, d1: number, d2: number): number {
  const y = betaQuantile(p, d1 / 2, d2 / 2);
  return (d2 * y) / (d1 * (1 - y));
}
