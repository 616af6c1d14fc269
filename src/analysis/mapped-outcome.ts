import { outcomeNll } from "../statistics/binary-nll.ts";
import { equalMassBins } from "../statistics/calibration-bins.ts";
import { expectedCalibrationError } from "../statistics/expected-calibration-error.ts";
import { sortBillionths } from "../statistics/sort-billionths.ts";
import { sum } from "../statistics/sum.ts";
import type { CellItems } from "../study/study.ts";
import { BINS, MIN_ITEMS } from "./model-calibration.ts";

const ONE = 1e9;

/** A measure, or why there is none. */
export type Measured = number | string;

/** How good a mapped confidence is, and what it gains over the confidence as it is: positive where the map helps. */
export interface MappedOutcome {
  /** mean negative log-likelihood of right and wrong, nats */
  readonly nll: Measured;
  readonly eceDebiased: Measured;
  readonly gain: Measured;
  readonly gainBrier: Measured;
}

/** NLL and Brier score of the confidence as it is: what maps are compared with. */
export function unmapped({ confidence, correct }: CellItems): { readonly nll: number; readonly brier: number } {
  return { nll: plainNll(confidence!, correct), brier: brierOf(confidence!, correct) };
}

/**
 * Judges a mapped confidence. The gain in NLL can hang on a few sure mistakes of a steep map, while the Brier score is bounded.
 *
 * @param mapped log-odds of the mapped confidence per item, or why there is no map; @param y 0 or 1
 * @param none NLL and Brier score of the confidence as it is
 */
export function mappedOutcome(
  mapped: Float64Array | string,
  y: Uint8Array,
  none: { readonly nll: number; readonly brier: number },
): MappedOutcome {
  if (typeof mapped === "string") return { nll: mapped, eceDebiased: mapped, gain: mapped, gainBrier: mapped };
  const nll = nllOf(mapped, y);
  const confidence = billionths(mapped);
  return {
    nll,
    eceDebiased: errorOf(confidence, y),
    gain: none.nll - nll,
    gainBrier: none.brier - brierOf(confidence, y),
  };
}

function plainNll(confidence: Int32Array, y: Uint8Array): number {
  const terms = new Float64Array(y.length);
  for (let i = 0; i < terms.length; i++) terms[i] = outcomeNll(confidence[i]! / ONE, y[i]!);
  return sum(terms) / terms.length;
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

/** Σ(q − y)²/n of confidences in units of 10⁻⁹. */
function brierOf(confidence: ArrayLike<number>, y: Uint8Array): number {
  let total = 0;
  for (let i = 0; i < y.length; i++) total += (confidence[i]! / ONE - y[i]!) ** 2;
  return total / y.length;
}

/** The debiased calibration error of confidences in units of 10⁻⁹, or why it has none. */
export function errorOf(confidence: ArrayLike<number>, y: Uint8Array): Measured {
  if (y.length < MIN_ITEMS) return "fewer than 30 items";
  return expectedCalibrationError(equalMassBins(sortBillionths(confidence, y), BINS)).eceDebiased;
}
