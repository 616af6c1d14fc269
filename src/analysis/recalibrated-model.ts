import { crossFittedPlatt } from "../statistics/cross-fitted-platt.ts";
import { IDENTITY, plattFit } from "../statistics/platt-fit.ts";
import { logit } from "../statistics/platt-scaling.ts";
import type { CellItems } from "../study/study.ts";
import { foldsOfItems, type ItemFolds } from "./item-folds.ts";
import { errorOf, type Measured, mappedOutcome, unmapped } from "./mapped-outcome.ts";

const ONE = 1e9;

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

/**
 * One model after fine-tuning: its NLL and debiased calibration error with the confidence as it is, mapped by Platt's fit to the
 * same model before, and mapped by a fit to itself, cross-fitted over clusters of items. Gains are differences of NLL, and of the
 * Brier score, positive where the map helps: a few sure mistakes of a steep map rule the NLL, while the Brier score is bounded.
 *
 * @param before the model's items at the earlier stage, or why there are none
 * @param folds null where the benchmark has a single cluster
 * @returns the values of `RECALIBRATION_MEASURES`
 */
export function recalibratedModel(
  before: CellItems | string,
  after: CellItems,
  folds: ItemFolds | null,
): readonly Measured[] {
  const x = logits(after.confidence!);
  const y = after.correct;
  const none = unmapped(after);
  const fromBefore = mappedOutcome(beforeMap(before, x), y, none);
  const fromAfter = mappedOutcome(
    folds
      ? crossFittedPlatt(x, y, foldsOfItems(after.item, folds), folds.folds, startOf(x, y))
      : "fewer than 2 clusters",
    y,
    none,
  );
  return [
    none.nll,
    errorOf(after.confidence!, y),
    fromBefore.nll,
    fromBefore.eceDebiased,
    fromAfter.nll,
    fromAfter.eceDebiased,
    fromBefore.gain,
    fromAfter.gain,
    fromBefore.gainBrier,
    fromAfter.gainBrier,
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

/** The fit to all items, where the fits to most of them are not far. */
function startOf(x: Float64Array, y: Uint8Array) {
  const fit = plattFit(x, y);
  return typeof fit === "string" ? IDENTITY : fit;
}
