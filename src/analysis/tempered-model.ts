import { crossFittedTemperature } from "../statistics/cross-fitted-temperature.ts";
import { temperatureScaling } from "../statistics/temperature-scaling.ts";
import { temperedLogOdds } from "../statistics/tempered-log-odds.ts";
import type { BenchmarkItems, CellItems } from "../study/study.ts";
import { foldsOfItems, type ItemFolds } from "./item-folds.ts";
import { type Measured, mappedOutcome, unmapped } from "./mapped-outcome.ts";
import { rightChoices } from "./right-choices.ts";

/** What temperature scaling adds to `RECALIBRATION_MEASURES`, in the order of `temperedModel`. */
export const TEMPERATURE_MEASURES = [
  "temperature-before-to-after/nll",
  "temperature-before-to-after/ece-debiased",
  "temperature-after-to-after/nll",
  "temperature-after-to-after/ece-debiased",
  "gain-temperature-before",
  "gain-temperature-after",
  "gain-temperature-before-brier",
  "gain-temperature-after-brier",
  "log-temperature/before",
  "log-temperature/after",
] as const;

/** Why a model that has items has no temperature. */
const NO_LOGPROBS = "no log-probabilities of choices";

/**
 * One model after fine-tuning with its choices' log-probabilities divided by a temperature: the one fitted to the same model before,
 * and its own, cross-fitted over clusters of items. A temperature fits the right choices; it is judged, as Platt's map is, by the
 * confidence in the choice picked. The natural logarithm of each stage's temperature is positive where the model is too sure.
 *
 * @param before the model's items at the earlier stage, or why there are none; @param after with confidence
 * @param folds null where the benchmark has a single cluster
 * @param choices how many the benchmark declares; null where it declares none
 * @returns the values of `TEMPERATURE_MEASURES`
 */
export function temperedModel(
  before: CellItems | string,
  after: CellItems,
  folds: ItemFolds | null,
  benchmark: BenchmarkItems,
  choices: number | null,
): readonly Measured[] {
  const none = unmapped(after);
  const width = choices ?? 0;
  const own = typeof before === "string" ? before : scoresOf(before, benchmark, width);
  const later = scoresOf(after, benchmark, width);
  const earlier = fitOf(own, width);
  const fromBefore =
    typeof earlier === "string"
      ? earlier
      : after.logprobs
        ? temperedLogOdds(after.logprobs, width, () => earlier)
        : NO_LOGPROBS;
  const [byBefore, byAfter] = [fromBefore, crossFitted(later, after, width, folds)].map((mapped) =>
    mappedOutcome(mapped, after.correct, none),
  );
  const logOf = (temperature: Measured) => (typeof temperature === "string" ? temperature : Math.log(temperature));
  return [
    byBefore!.nll,
    byBefore!.eceDebiased,
    byAfter!.nll,
    byAfter!.eceDebiased,
    byBefore!.gain,
    byAfter!.gain,
    byBefore!.gainBrier,
    byAfter!.gainBrier,
    logOf(earlier),
    logOf(fitOf(later, width)),
  ];
}

/** The log-probabilities of a model's choices, and which is right. */
interface Scores {
  readonly logprobs: Float64Array;
  readonly right: Int16Array;
}

function scoresOf(items: CellItems, benchmark: BenchmarkItems, choices: number): Scores | string {
  if (!items.logprobs) return NO_LOGPROBS;
  const right = rightChoices(items, benchmark, choices);
  return typeof right === "string" ? right : { logprobs: items.logprobs, right };
}

function fitOf(scores: Scores | string, choices: number): Measured {
  if (typeof scores === "string") return scores;
  const fit = temperatureScaling(scores.logprobs, scores.right, choices);
  return typeof fit === "string" ? fit : fit.temperature;
}

function crossFitted(
  scores: Scores | string,
  { item }: CellItems,
  choices: number,
  folds: ItemFolds | null,
): Float64Array | string {
  if (typeof scores === "string") return scores;
  if (!folds) return "fewer than 2 clusters";
  const fold = foldsOfItems(item, folds);
  const temperatures = crossFittedTemperature(scores.logprobs, scores.right, choices, fold, folds.folds);
  if (typeof temperatures === "string") return temperatures;
  return temperedLogOdds(scores.logprobs, choices, (i) => temperatures[fold[i]!]!);
}
