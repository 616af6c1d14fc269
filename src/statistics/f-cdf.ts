import { betaCdf } from "./beta-cdf.ts";

/** The distribution function of F with d₁ and d₂ degrees of freedom: I_{d₁x/(d₁x + d₂)}(d₁/2, d₂/2). 0 for x ≤ 0. */
export function fCdf(x: number, d1: number, d2: number): number {
  return x <= 0 ? 0 : betaCdf((d1 * x) / (d1 * x + d2), d1 / 2, d2 / 2);
}
