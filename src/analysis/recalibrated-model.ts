import { outcomeNll } from "../statistics/binary-nll.ts";
import { equalMassBins } from "../statistics/calibration-bins.ts";
import { crossFittedPlatt } from "../statistics/cross-fitted-platt.ts";
import { expectedCalibrationError } from "../statistics/expected-calibration-error.ts";
import { IDENTITY, plattFit } from "../statistics/platt-fit.ts";
import { logit } from "../statistics/platt-scaling.ts";
import { sortBillionths } from "../statistics/sort-billionths.ts";
import { sum } from "../statistics/sum.ts";
import type { CellItems } from "../study/study.ts";

const ONE = 1e9;
const BINS = 15;
/** Fewer items than this have no ece. */
const MIN_ITEMS = 30;

/** What is measured of every model, in the order of `recalibratedModel`: the last parts of the ids. */
export const RECALIBRATION_MEASURES = [
  "none/nll",
  "none/ece-debiased",
  "before-to-after/nll",
  "before-to-after/ece-debiased",
  "after-to-after/nll",
  "after-to-after/ece-debiased",
  "gain-before",
  "gain-after",
  "gain-before-brier",
  "gain-after-brier",
] as const;

/** The clusters of a benchmark dealt into folds. */
export interface Folds {
  /** per item of the benchmark */
  readonly foldOf: Uint8Array;
  readonly folds: number;
}

type Value = number | string;

/**
 * One model after fine-tuning: its NLL and debiased calibration error with the confidence as it is, mapped by Platt's fit to the
 * same model before, and mapped by a fit to itself, cross-fitted over clusters of items. Gains are differences of NLL, and of the
 * Brier score, positive where the map helps: a few sure mistakes of a steep map rule the NLL, while the Brier score is bounded.
 *
 * @param before the model's items at the earlier stage, or why there are none
 * @param folds null where the benchmark has a single cluster
 * @returns the values of `RECALIBRATION_MEASURES`
 */
export function recalibratedModel(before: CellItems | string, after: CellItems, folds: Folds | null): readonly Value[] {
  const confidence = after.confidence!;
  const x = logits(confidence);
  const y = after.correct;
  const none = plainNll(confidence, y);
  const brier = brierOf(confidence, y);
  const fromBefore = beforeMap(before, x);
  const fromAfter = folds
    ? crossFittedPlatt(x, y, foldsOf(after.item, folds), folds.folds, startOf(x, y))
    : "fewer than 2 clusters";
  const nllBefore = typeof fromBefore === "string" ? fromBefore : nllOf(fromBefore, y);
  const nllAfter = typeof fromAfter === "string" ? fromAfter : nllOf(fromAfter, y);
  return [
    none,
    errorOf(confidence, y),
    nllBefore,
    typeof fromBefore === "string" ? fromBefore : errorOf(billionths(fromBefore), y),
    nllAfter,
    typeof fromAfter === "string" ? fromAfter : errorOf(billionths(fromAfter), y),
    typeof nllBefore === "string" ? nllBefore : none - nllBefore,
    typeof nllAfter === "string" ? nllAfter : none - nllAfter,
    typeof fromBefore === "string" ? fromBefore : brier - brierOf(billionths(fromBefore), y),
    typeof fromAfter === "string" ? fromAfter : brier - brierOf(billionths(fromAfter), y),
  ];
}

function beforeMap(before: CellItems | string, x: Float64Array): Float64Array | string {
  if (typeof before === "string") return before;
  if (!before.confidence) return "no confidence";
  const fit = plattFit(logits(before.confidence), before.correct);
  if (typeof fit === "string") return fit;
  const mapped = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) mapped[i] = fit.slope * x[i]! + fit.intercept;
  return mapped;
}

/** Plain loops here and below: tens of thousands of models pass, and `from` and `map` cost more than what they compute. */
function logits(confidence: Int32Array): Float64Array {
  const x = new Float64Array(confidence.length);
  for (let i = 0; i < x.length; i++) x[i] = logit(confidence[i]! / ONE);
  return x;
}

function foldsOf(item: Uint32Array, { foldOf }: Folds): Uint8Array {
  const fold = new Uint8Array(item.length);
  for (let i = 0; i < fold.length; i++) fold[i] = foldOf[item[i]!]!;
  return fold;
}

function plainNll(confidence: Int32Array, y: Uint8Array): number {
  const terms = new Float64Array(y.length);
  for (let i = 0; i < terms.length; i++) terms[i] = outcomeNll(confidence[i]! / ONE, y[i]!);
  return sum(terms) / terms.length;
}

/** The fit to all items, where the fits to most of them are not far. */
function startOf(x: Float64Array, y: Uint8Array) {
  const fit = plattFit(x, y);
  return typeof fit === "string" ? IDENTITY : fit;
}

/** −Σ log σ(±z)/n. */
function nllOf(z: Float64Array, y: Uint8Array): number {
  const terms = new Float64Array(z.length);
  for (let i = 0; i < terms.length; i++) {
    const value = z[i]!;
    terms[i] = Math.max(value, 0) - y[i]! * value + Math.log1p(Math.exp(-Math.abs(value)));
  }
  return sum(terms) / z.length;
}

/** σ(z) in units of 10⁻⁹, rounded as probabilities are when they are read. */
function billionths(z: Float64Array): Float64Array {
  const p = new Float64Array(z.length);
  for (let i = 0; i < p.length; i++) p[i] = Math.floor(ONE / (1 + Math.exp(-z[i]!)) + 0.5);
  return p;
}

/** Σ(q − y)²/n. */
function brierOf(confidence: ArrayLike<number>, y: Uint8Array): number {
  let total = 0;
  for (let i = 0; i < y.length; i++) total += (confidence[i]! / ONE - y[i]!) ** 2;
  return total / y.length;
}

function errorOf(confidence: ArrayLike<number>, y: Uint8Array): Value {
  if (y.length < MIN_ITEMS) return "fewer than 30 items";
  return expectedCalibrationError(equalMassBins(sortBillionths(confidence, y), BINS)).eceDebiased;
}
