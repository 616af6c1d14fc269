import { normalCdf } from "./normal-cdf.ts";

/**
 * E|N(d, s²)| = s·√(2/π)·e^{−d²/2s²} + |d|·(1 − 2Φ(−|d|/s)); |d| for s = 0.
 *
 * @see Leone, Nelson & Nottingham (1961), Technometrics 3(4), 543–550
 */
export function foldedNormalMean(d: number, s: number): number {
  // beyond forty standard deviations the fold is nothing, and the ratio may overflow
  if (Math.abs(d) >= 40 * s) return Math.abs(d);
  return s * standard(Math.abs(d) / s);
}

/** E|N(t, 1)| for t ≥ 0. */
function standard(t: number): number {
  return Math.sqrt(2 / Math.PI) * Math.exp((-t * t) / 2) + t * (1 - 2 * normalCdf(-t));
}
