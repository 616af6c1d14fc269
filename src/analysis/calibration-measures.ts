/** How a measure of calibration gets its interval (STATISTICS.md §9). */
export type CalibrationInterval = "debiased" | "linear" | "percentile" | "none";

/** A measure of calibration: the last part of its id, what kind of number it is, and how its interval is made. */
export interface CalibrationMeasure {
  readonly id: string;
  readonly quantity: string;
  readonly interval: CalibrationInterval;
  /** rests on the 15 bins, so that few items make it mean little */
  readonly isBinned: boolean;
}

const measure = (
  id: string,
  quantity: string,
  interval: CalibrationInterval,
  isBinned = false,
): CalibrationMeasure => ({
  id,
  quantity,
  interval,
  isBinned,
});

/** Every measure of `calibration/SCALE/STAGE/MIXTURE/KIND/ID/MEASURE`, in the order in which reports list them. */
export const CALIBRATION_MEASURES = [
  measure("ece", "calibration error", "debiased", true),
  measure("ece-floor", "calibration error", "none", true),
  measure("ece-debiased", "calibration error", "debiased", true),
  measure("calibration-rms", "calibration error", "percentile", true),
  measure("calibration-rms-squared", "squared calibration error", "percentile", true),
  measure("brier", "Brier score", "linear"),
  measure("nll", "nats", "linear"),
  measure("overconfidence", "confidence minus accuracy", "linear"),
  measure("auroc", "probability", "percentile"),
  measure("accuracy-at-80", "proportion", "percentile"),
  measure("murphy-reliability", "part of the Brier score", "none", true),
  measure("murphy-resolution", "part of the Brier score", "none", true),
  measure("murphy-uncertainty", "part of the Brier score", "none", true),
  measure("murphy-within-variance", "part of the Brier score", "none", true),
  measure("murphy-within-covariance", "part of the Brier score", "none", true),
] as const satisfies readonly CalibrationMeasure[];
