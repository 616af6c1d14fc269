import { accuracyAtCoverage } from "../statistics/accuracy-at-coverage.ts";
import { auroc } from "../statistics/auroc.ts";
import { outcomeNll } from "../statistics/binary-nll.ts";
import { type Bin, equalMassBins, equalWidthBins } from "../statistics/calibration-bins.ts";
import { expectedCalibrationError } from "../statistics/expected-calibration-error.ts";
import { murphyDecomposition, murphyTerms } from "../statistics/murphy-decomposition.ts";
import { overconfidence } from "../statistics/overconfidence.ts";
import { type SortedItems, sortItems } from "../statistics/sorted-items.ts";
import { sum } from "../statistics/sum.ts";
import type { CellBin, CellBins } from "../study/study.ts";
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
  /** items that bins and errors rest on; null without */
  readonly n: number | null;
  readonly isConstant: boolean;
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

/** Every measure of calibration for one model on one benchmark (STATISTICS.md §9), from items where there are any, else from bins. */
export function modelCalibration(model: CalibrationModel): ModelCalibration {
  if (model.items && model.items.item.length > 0) return fromItems(model, model.items);
  return model.bins && model.confidence !== null ? fromBins(model, model.bins) : fromCell(model);
}

function fromItems({ seed }: CalibrationModel, items: NonNullable<CalibrationModel["items"]>): ModelCalibration {
  const sorted = sortItems(items.confidence, items.correct, ONE);
  const n = sorted.n;
  const bins = equalMassBins(sorted, BINS);
  const murphy = murphyDecomposition(sorted, bins);
  const linear = linearOf(items);
  const curve = bins.map((bin) => ({ ...bin, place: firstCutAfter(bin.start, n) - 1 }));
  const widths = equalWidthBins(sorted, BINS).map((bin) => ({ ...bin, place: bin.bin }));
  return {
    seed,
    sorted,
    linear,
    isConstant: sorted.tieEnds.length === 1,
    ...curveOf(curve, widths, n),
    values: new Map<string, ModelValue>([
      ...errorsOf(bins, n),
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
  };
}

/** Of a model whose items were added up before: the same bins, without what needs items one by one. */
function fromBins(model: CalibrationModel, { mass, width, auroc, isConstant }: CellBins): ModelCalibration {
  const n = mass.reduce((count, bin) => count + bin.n, 0);
  const bins = mass.map(({ place, n: size, correct, confidence }) => {
    return { bin: place, start: 0, end: size, n: size, correct, confidence, accuracy: correct / size, place };
  });
  const murphy = murphyTerms(bins);
  const cell = fromCell(model);
  return {
    ...cell,
    isConstant,
    ...curveOf(bins, width, n),
    values: new Map<string, ModelValue>([
      ...cell.values,
      ...errorsOf(bins, n),
      ["auroc", auroc ?? "one outcome only"],
      ["murphy-reliability", murphy.reliability],
      ["murphy-resolution", murphy.resolution],
      ["murphy-uncertainty", murphy.uncertainty],
    ]),
  };
}

function errorsOf(bins: readonly Bin[], n: number): (readonly [string, ModelValue])[] {
  const error = expectedCalibrationError(bins);
  const ifMany = (value: number): ModelValue => (n < MIN_ITEMS ? "fewer than 30 items" : value);
  return [
    ["ece", ifMany(error.ece)],
    ["ece-floor", ifMany(error.eceFloor)],
    ["ece-debiased", ifMany(error.eceDebiased)],
    ["calibration-rms", ifMany(error.rmsDebiased)],
    ["calibration-rms-squared", ifMany(error.squaredDebiased)],
  ];
}

/** The reliability curve by the place of its bins, and the histogram of confidence by that of its intervals. */
function curveOf(
  mass: readonly (CellBin & { readonly accuracy: number })[],
  width: readonly Pick<CellBin, "place" | "n">[],
  n: number,
): Pick<ModelCalibration, "accuracy" | "confidence" | "items" | "share" | "n"> {
  const curve = n < MIN_ITEMS ? [] : mass;
  const places = Array.from({ length: BINS }, (_, place) => curve.find((bin) => bin.place === place) ?? null);
  return {
    n,
    accuracy: places.map((bin) => bin?.accuracy ?? null),
    confidence: places.map((bin) => bin?.confidence ?? null),
    items: places.map((bin) => bin?.n ?? null),
    share: places.map((_, place) => (width.find((bin) => bin.place === place)?.n ?? 0) / n),
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
    n: null,
    isConstant: false,
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
