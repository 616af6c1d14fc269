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

const STEPS = 128;
const END = 8;
/** Pairs of value and slope, so that one place of the table is read together. */
const TABLE = makeTable();

/**
 * The same to 1e−10·s, from a table with cubic interpolation (the slope of E|N(t, 1)| is 1 − 2Φ(−t)): for bootstrap
 * replicates, which need it tens of millions of times.
 */
export function foldedNormalMeanFast(d: number, s: number): number {
  const size = Math.abs(d);
  if (size >= END * s) return size;
  const position = (size / s) * STEPS;
  const k = Math.floor(position);
  const u = position - k;
  const v = 1 - u;
  const at = 2 * k;
  const between =
    v * v * (1 + 2 * u) * TABLE[at]! +
    u * u * (3 - 2 * u) * TABLE[at + 2]! +
    (u * v * (v * TABLE[at + 1]! - u * TABLE[at + 3]!)) / STEPS;
  return s * between;
}

function makeTable(): Float64Array {
  const table = new Float64Array(2 * (END * STEPS + 2));
  for (let k = 0; 2 * k < table.length; k++) {
    table[2 * k] = standard(k / STEPS);
    table[2 * k + 1] = 1 - 2 * normalCdf(-k / STEPS);
  }
  return table;
}
