/** The logistic map σ(slope·x + intercept) of log-odds x. */
export interface PlattFit {
  readonly slope: number;
  readonly intercept: number;
}

/** Why no finite map fits best. */
export type PlattRefusal = "one outcome only" | "separable" | "constant input";

export const IDENTITY: PlattFit = { slope: 1, intercept: 0 };
const STEPS = 200;
/** A Newton step this small doubles the correct digits past the last that a double holds. */
const LAST_STEP = 1e-7;
/** Rounding noise of the log-likelihood, relative: less than this is no ascent. */
const NOISE = 1e-13;
/** Factors of at most 2 each: their product stays below the largest double. */
const BATCH = 512;

/**
 * Platt's maximum-likelihood map of log-odds, for thousands of fits: what `plattScaling` finds, by Newton's method on typed arrays
 * with one exponential per item and step. The optimum is unique, so `start` changes the time alone.
 *
 * @param x log-odds of confidence; @param y 0 or 1; @param n how many of both are used
 * @returns the map, or why there is none: all outcomes equal, separable data, or all x equal (the slope is then anything)
 * @see Platt (1999), Advances in Large Margin Classifiers, 61–74
 */
export function plattFit(
  x: Float64Array,
  y: Uint8Array,
  n: number = x.length,
  start: PlattFit = IDENTITY,
): PlattFit | PlattRefusal {
  const refusal = refusalOf(x, y, n);
  if (refusal) return refusal;
  let { slope, intercept } = start;
  let here = evaluate(x, y, n, slope, intercept);
  for (let step = 0; step < STEPS; step++) {
    const determinant = here.haa * here.hbb - here.hab * here.hab;
    if (!(determinant > 0)) {
      // so far out that every probability is 0 or 1: begin where the surface is curved
      if (slope === 0 && intercept === 0) break;
      [slope, intercept] = [0, 0];
      here = evaluate(x, y, n, slope, intercept);
      continue;
    }
    const da = (here.hbb * here.ga - here.hab * here.gb) / determinant;
    const db = (here.haa * here.gb - here.hab * here.ga) / determinant;
    if (Math.abs(da) + Math.abs(db) < LAST_STEP) return { slope: slope - da, intercept: intercept - db };
    const limit = here.nll * (1 + NOISE);
    let size = 2;
    let next: Surface;
    do {
      size /= 2;
      next = evaluate(x, y, n, slope - size * da, intercept - size * db);
    } while (!(next.nll <= limit) && size > 1e-10);
    slope -= size * da;
    intercept -= size * db;
    here = next;
  }
  return { slope, intercept };
}

function refusalOf(x: Float64Array, y: Uint8Array, n: number): PlattRefusal | null {
  let [leastRight, mostRight, leastWrong, mostWrong] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < n; i++) {
    const value = x[i]!;
    if (y[i] === 1) {
      if (value < leastRight) leastRight = value;
      if (value > mostRight) mostRight = value;
    } else {
      if (value < leastWrong) leastWrong = value;
      if (value > mostWrong) mostWrong = value;
    }
  }
  if (mostRight === -Infinity || mostWrong === -Infinity) return "one outcome only";
  if (leastRight === mostWrong && leastWrong === mostRight) return "constant input";
  return leastRight >= mostWrong || leastWrong >= mostRight ? "separable" : null;
}

/** Negative log-likelihood with its gradient and Hessian in (slope, intercept). */
interface Surface {
  readonly nll: number;
  readonly ga: number;
  readonly gb: number;
  readonly haa: number;
  readonly hab: number;
  readonly hbb: number;
}

function evaluate(x: Float64Array, y: Uint8Array, n: number, a: number, b: number): Surface {
  let [nll, ga, gb, haa, hab, hbb] = [0, 0, 0, 0, 0, 0];
  for (let from = 0; from < n; from += BATCH) {
    const to = Math.min(n, from + BATCH);
    let product = 1; // Π (1 + e^−|z|): one logarithm for the whole batch
    for (let i = from; i < to; i++) {
      const value = x[i]!;
      const z = a * value + b;
      const e = Math.exp(z > 0 ? -z : z);
      const inverse = 1 / (1 + e);
      const p = z > 0 ? inverse : e * inverse;
      const w = e * inverse * inverse;
      const error = p - y[i]!;
      product *= 1 + e;
      nll += Math.max(z, 0) - y[i]! * z;
      ga += error * value;
      gb += error;
      haa += w * value * value;
      hab += w * value;
      hbb += w;
    }
    nll += Math.log(product);
  }
  return { nll, ga, gb, haa, hab, hbb };
}
