import { foldedNormalMean } from "./folded-normal-mean.ts";
import { normalCdf } from "./normal-cdf.ts";

/** Places of the table for each unit of t, and the t where it ends: beyond, E|N(t, 1)| is t. */
export const TABLE_STEPS = 128;
export const TABLE_END = 8;

/**
 * E|N(t, 1)| and its slope 1 − 2Φ(−t) at each place, side by side so that they are read together, with one place beyond the end.
 * Cubic interpolation between two places is right to 1e−10.
 */
export function foldedNormalTable(): Float64Array {
  const table = new Float64Array(2 * (TABLE_END * TABLE_STEPS + 2));
  for (let k = 0; 2 * k < table.length; k++) {
    table[2 * k] = foldedNormalMean(k / TABLE_STEPS, 1);
    table[2 * k + 1] = 1 - 2 * normalCdf(-k / TABLE_STEPS);
  }
  return table;
}
