import { sum } from "./sum.ts";

/** The logistic map of logit(confidence) that fits the outcomes best. */
export interface PlattScaling {
  readonly slope: number;
  readonly intercept: number;
  /** mean negative log-likelihood at the optimum, in nats */
  readonly nll: number;
}

const CLIP = 1e-6;
const STEPS = 200;

/**
 * Platt scaling: maximum likelihood of σ(a·logit(q) + b), unregularised, by Newton's method with step halving; q clipped to
 * [1e−6, 1 − 1e−6].
 *
 * @returns null for one outcome only or separable data, which have no finite optimum
 * @see Platt (1999), Advances in Large Margin Classifiers, 61–74
 */
export function plattScaling(confidence: ArrayLike<number>, correct: ArrayLike<number>): PlattScaling | null {
  const x = Array.from(confidence, logit);
  const y = Array.from(correct);
  if (isSeparable(x, y)) return null;
  let [a, b] = [1, 0];
  let best = nllOf(x, y, a, b);
  for (let step = 0; step < STEPS; step++) {
    const [da, db] = newtonStep(x, y, a, b);
    let size = 2;
    let next: number;
    do {
      size /= 2;
      next = nllOf(x, y, a - size * da, b - size * db);
    } while (!(next <= best)); // a step of nothing is as good
    [a, b, best] = [a - size * da, b - size * db, next];
    if (size === 0 || Math.abs(da) + Math.abs(db) < 1e-12) break;
  }
  return { slope: a, intercept: b, nll: best };
}

/** The log-odds of a confidence, clipped to [1e−6, 1 − 1e−6]. */
export function logit(q: number): number {
  const clipped = Math.max(CLIP, Math.min(1 - CLIP, q));
  return Math.log(clipped / (1 - clipped));
}

function isSeparable(x: readonly number[], y: readonly number[]): boolean {
  const [right, wrong] = [x.filter((_, i) => y[i] === 1), x.filter((_, i) => y[i] !== 1)];
  // the least of none is Infinity, and the most −Infinity: one outcome only counts as separable
  const [minRight, maxRight, minWrong, maxWrong] = [
    least(right),
    -least(right.map((v) => -v)),
    least(wrong),
    -least(wrong.map((v) => -v)),
  ];
  const isOneValue = minRight === maxWrong && minWrong === maxRight;
  return !isOneValue && (minRight >= maxWrong || minWrong >= maxRight);
}

function least(values: readonly number[]): number {
  return values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
}

function newtonStep(x: readonly number[], y: readonly number[], a: number, b: number): readonly [number, number] {
  let [ga, gb, haa, hab, hbb] = [0, 0, 0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const p = 1 / (1 + Math.exp(-(a * x[i]! + b)));
    const w = p * (1 - p);
    ga += (p - y[i]!) * x[i]!;
    gb += p - y[i]!;
    haa += w * x[i]! * x[i]!;
    hab += w * x[i]!;
    hbb += w;
  }
  // a whisker on the diagonal: all confidences equal leave the slope undetermined
  const [raa, rbb] = [haa + 1e-12, hbb + 1e-12];
  const determinant = raa * rbb - hab * hab;
  return [(rbb * ga - hab * gb) / determinant, (raa * gb - hab * ga) / determinant];
}

function nllOf(x: readonly number[], y: readonly number[], a: number, b: number): number {
  return sum(x.map((value, i) => softplus(a * value + b) - y[i]! * (a * value + b))) / x.length;
}

function softplus(z: number): number {
  return z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z));
}
