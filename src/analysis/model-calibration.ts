import { accuracyAtCoverage } from "../statistics/accuracy-at-coverage.ts";
import { auroc } from "../statistics/auroc.ts";
import { outcomeNll } from "../statistics/binary-nll.ts";
import { equalMassBins, equalWidthBins } from "../statistics/calibration-bins.ts";
import { expectedCalibrationError } from "../statistics/expected-calibration-error.ts";
import { murphyDecomposition } from "../statistics/murphy-decomposition.ts";
import { overconfidence } from "../statistics/overconfidence.ts";
import { type SortedItems, sortItems } from "../statistics/sorted-items.ts";
import { sum } from "../statistics/sum.ts";
import type { CalibrationModel } from "./calibration-task.ts";

/** Probabilities are integers in units of 10⁻⁹. */
const ONE = 1e9;
/** Bins of equal mass (STATISTICS.md §9). */
export const BINS = 15;
/** Fewer items than this have no ece. */
export const MIN_ITEMS = 30;

/** A measure of one model: its value, or why there is none. */
export type ModelValue = number | string;

/** What one model shows on one benchmark. */
export interface ModelCalibration {
  readonly seed: number;
  /** by measure */
  readonly values: ReadonlyMap<string, ModelValue>;
  readonly sorted: SortedItems | null;
  /** per item, in the order of the items */
  readonly linear: {
    readonly brier: Float64Array;
    readonly nll: Float64Array;
    readonly overconfidence: Float64Array;
  } | null;
  /** 15 places each; null where ties removed the bin */
  readonly accuracy: readonly (number | null)[];
  readonly confidence: readonly (number | null)[];
  /** how many items the bin holds */
  readonly items: readonly (number | null)[];
  readonly share: readonly number[];
}

/** Every measure of calibration for one model on one benchmark (STATISTICS.md §9), from items where there are any. */
export function modelCalibration(model: CalibrationModel): ModelCalibration {
  return model.items && model.items.item.length > 0 ? fromItems(model, model.items) : fromCell(model);
}

function fromItems({ seed }: CalibrationModel, items: NonNullable<CalibrationModel["items"]>): ModelCalibration {
  const sorted = sortItems(items.confidence, items.correct, ONE);
  const n = sorted.n;
  const bins = equalMassBins(sorted, BINS);
  const error = expectedCalibrationError(bins);
  const murphy = murphyDecomposition(sorted, bins);
  const linear = linearOf(items);
  const ifMany = (value: number): ModelValue => (n < MIN_ITEMS ? "fewer than 30 items" : value);
  const curve = n < MIN_ITEMS ? [] : bins.map((bin) => ({ ...bin, cut: firstCutAfter(bin.start, n) }));
  const place = (b: number) => curve.find((bin) => bin.cut === b + 1);
  const widths = equalWidthBins(sorted, BINS);
  return {
    seed,
    sorted,
    linear,
    values: new Map<string, ModelValue>([
      ["ece", ifMany(error.ece)],
      ["ece-floor", ifMany(error.eceFloor)],
      ["ece-debiased", ifMany(error.eceDebiased)],
      ["calibration-rms", ifMany(error.rmsDebiased)],
      ["calibration-rms-squared", ifMany(error.squaredDebiased)],
      ["brier", sum(linear.brier) / n],
      ["nll", sum(linear.nll) / n],
      ["overconfidence", overconfidence(sorted)],
      ["auroc", auroc(sorted) ?? "one outcome only"],
      ["accuracy-at-80", accuracyAtCoverage(sorted, 0.8)],
      ["murphy-reliability", murphy.reliability],
      ["murphy-resolution", murphy.resolution],
      ["murphy-uncertainty", murphy.uncertainty],
      ["murphy-within-variance", murphy.withinVariance],
      ["murphy-within-covariance", murphy.withinCovariance],
    ]),
    accuracy: Array.from({ length: BINS }, (_, b) => place(b)?.accuracy ?? null),
    confidence: Array.from({ length: BINS }, (_, b) => place(b)?.confidence ?? null),
    items: Array.from({ length: BINS }, (_, b) => place(b)?.n ?? null),
    share: Array.from({ length: BINS }, (_, b) => (widths.find((bin) => bin.bin === b)?.n ?? 0) / n),
  };
}

function linearOf({
  confidence,
  correct,
}: NonNullable<CalibrationModel["items"]>): ModelCalibration["linear"] & object {
  const n = confidence.length;
  const [brier, nll, gap] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i++) {
    const [q, y] = [confidence[i]!, correct[i]!];
    brier[i] = (q / ONE - y) ** 2;
    nll[i] = outcomeNll(q / ONE, y);
    gap[i] = (q - y * ONE) / ONE;
  }
  return { brier, nll, overconfidence: gap };
}

/** The number 1…15 of the equal-mass bin that starts at this place: that of the first cut beyond it. */
function firstCutAfter(start: number, n: number): number {
  for (let cut = 1; cut < BINS; cut++) if (Math.floor((2 * cut * n + BINS) / (2 * BINS)) > start) return cut;
  return BINS;
}

function fromCell({ seed, accuracy, confidence, brier, nll }: CalibrationModel): ModelCalibration {
  const reason = confidence === null ? "no confidence" : "no item data";
  const gap: ModelValue = confidence === null ? reason : confidence - accuracy;
  const given: (readonly [string, ModelValue])[] = [
    ["brier", confidence === null ? reason : (brier ?? reason)],
    ["nll", confidence === null ? reason : (nll ?? reason)],
    ["overconfidence", gap],
  ];
  const values = new Map(given);
  return {
    seed,
    sorted: null,
    linear: null,
    accuracy: [],
    confidence: [],
    items: [],
    share: [],
    values: withDefault(values, reason),
  };
}

const ITEM_MEASURES = [
  "ece",
  "ece-floor",
  "ece-debiased",
  "calibration-rms",
  "calibration-rms-squared",
  "auroc",
  "accuracy-at-80",
  "murphy-reliability",
  "murphy-resolution",
  "murphy-uncertainty",
  "murphy-within-variance",
  "murphy-within-covariance",
];

function withDefault(values: Map<string, ModelValue>, reason: string): ReadonlyMap<string, ModelValue> {
  for (const measure of ITEM_MEASURES) values.set(measure, reason);
  return values;
}
