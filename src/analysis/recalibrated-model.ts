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
 * same model before, and mapped by a fit to itself, cross-fitted over clusters of items. Gains are differences of NLL, positive
 * where the map helps.
 *
 * @param before the model's items at the earlier stage, or why there are none
 * @param folds null where the benchmark has a single cluster
 * @returns the values of `RECALIBRATION_MEASURES`
 */
export function recalibratedModel(before: CellItems | string, after: CellItems, folds: Folds | null): readonly Value[] {
  const confidence = after.confidence!;
  const x = Float64Array.from(confidence, (q) => logit(q / ONE));
  const y = after.correct;
  const none = sum(Float64Array.from(confidence, (q, i) => outcomeNll(q / ONE, y[i]!))) / x.length;
  const fromBefore = beforeMap(before, x);
  const fromAfter = folds
    ? crossFittedPlatt(
        x,
        y,
        Uint8Array.from(after.item, (item) => folds.foldOf[item]!),
        folds.folds,
        startOf(x, y),
      )
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
  ];
}

function beforeMap(before: CellItems | string, x: Float64Array): Float64Array | string {
  if (typeof before === "string") return before;
  if (!before.confidence) return "no confidence";
  const fit = plattFit(
    Float64Array.from(before.confidence, (q) => logit(q / ONE)),
    before.correct,
  );
  return typeof fit === "string" ? fit : x.map((value) => fit.slope * value + fit.intercept);
}

/** The fit to all items, where the fits to most of them are not far. */
function startOf(x: Float64Array, y: Uint8Array) {
  const fit = plattFit(x, y);
  return typeof fit === "string" ? IDENTITY : fit;
}

/** −Σ log σ(±z)/n. */
function nllOf(z: Float64Array, y: Uint8Array): number {
  const terms = z.map((value, i) => Math.max(value, 0) - y[i]! * value + Math.log1p(Math.exp(-Math.abs(value))));
  return sum(terms) / z.length;
}

/** σ(z) in units of 10⁻⁹, rounded as probabilities are when they are read. */
function billionths(z: Float64Array): Float64Array {
  return z.map((value) => Math.floor(ONE / (1 + Math.exp(-value)) + 0.5));
}

function errorOf(confidence: ArrayLike<number>, y: Uint8Array): Value {
  if (y.length < MIN_ITEMS) return "fewer than 30 items";
  return expectedCalibrationError(equalMassBins(sortBillionths(confidence, y), BINS)).eceDebiased;
}
