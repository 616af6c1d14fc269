import type { Report } from "../estimates/analysis.ts";
import { accuracyConfidenceDifference } from "./accuracy-confidence-difference.ts";
import { alignmentBeforeAfter } from "./alignment-before-after.ts";
import { decisionAccuracy } from "./decision-accuracy.ts";
import { eceBeforeAfter } from "./ece-before-after.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { levels } from "./levels.ts";
import { persistenceByBenchmark } from "./persistence-by-benchmark.ts";
import { predictorHeatmap } from "./predictor-heatmap.ts";
import { rankPersistence } from "./rank-persistence.ts";
import { reliabilityDiagrams } from "./reliability-diagrams.ts";
import { scaleShift } from "./scale-shift.ts";
import { scaleTransfer } from "./scale-transfer.ts";

/**
 * Every figure by the name that a page calls it by. A study that lacks what a figure needs gets a sentence in its place.
 * Each throws a RangeError for an option that names what the study does not declare.
 */
export const FIGURES: Readonly<Record<string, (report: Report, options: FigureOptions) => Figure | MissingFigure>> = {
  levels,
  "rank-persistence": rankPersistence,
  "persistence-by-benchmark": persistenceByBenchmark,
  "decision-accuracy": decisionAccuracy,
  "accuracy-confidence-difference": accuracyConfidenceDifference,
  "predictor-heatmap": predictorHeatmap,
  "scale-shift": scaleShift,
  "scale-transfer": scaleTransfer,
  "reliability-diagrams": reliabilityDiagrams,
  "ece-before-after": eceBeforeAfter,
  "alignment-before-after": alignmentBeforeAfter,
};
