import type { Report } from "../estimates/analysis.ts";
import { studyWords } from "../study/study-words.ts";
import { accuracyConfidenceDifference } from "./accuracy-confidence-difference.ts";
import { alignmentBeforeAfter } from "./alignment-before-after.ts";
import { answerRq1 } from "./answer-rq1.ts";
import { answerRq2 } from "./answer-rq2.ts";
import { answerRq3 } from "./answer-rq3.ts";
import { answerRq4 } from "./answer-rq4.ts";
import { benchmarkMatrix } from "./benchmark-matrix.ts";
import { bestPredictors } from "./best-predictors.ts";
import { components } from "./components.ts";
import { confidenceHistograms } from "./confidence-histograms.ts";
import { confidenceMigration } from "./confidence-migration.ts";
import { covariates } from "./covariates.ts";
import { decisionAccuracy } from "./decision-accuracy.ts";
import { decisionByCompute } from "./decision-by-compute.ts";
import { detectablePersistence } from "./detectable-persistence.ts";
import { eceBeforeAfter } from "./ece-before-after.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { itemTransitions } from "./item-transitions.ts";
import { levelScatter } from "./level-scatter.ts";
import { levels } from "./levels.ts";
import { mixturesNeeded } from "./mixtures-needed.ts";
import { persistenceByBenchmark } from "./persistence-by-benchmark.ts";
import { predictorHeatmap } from "./predictor-heatmap.ts";
import { rankBump } from "./rank-bump.ts";
import { rankPersistence } from "./rank-persistence.ts";
import { recalibration } from "./recalibration.ts";
import { reliabilityDiagrams } from "./reliability-diagrams.ts";
import { scaleDifferences } from "./scale-differences.ts";
import { scaleShift } from "./scale-shift.ts";
import { scaleTransfer } from "./scale-transfer.ts";
import { smallestSuite } from "./smallest-suite.ts";
import { sureThenRight } from "./sure-then-right.ts";
import { temperature } from "./temperature.ts";
import { trajectories } from "./trajectories.ts";
import { unitFigure } from "./unit-figure.ts";
import { verdictPower } from "./verdict-power.ts";

type DrawFigure = (report: Report, options: FigureOptions) => Figure | MissingFigure;

const DRAWN: Readonly<Record<string, DrawFigure>> = {
  levels,
  "rank-persistence": rankPersistence,
  "rank-bump": rankBump,
  trajectories,
  covariates,
  "level-scatter": levelScatter,
  "persistence-by-benchmark": persistenceByBenchmark,
  "decision-accuracy": decisionAccuracy,
  "accuracy-confidence-difference": accuracyConfidenceDifference,
  "predictor-heatmap": predictorHeatmap,
  "benchmark-matrix": benchmarkMatrix,
  "best-predictors": bestPredictors,
  "smallest-suite": smallestSuite,
  "scale-shift": scaleShift,
  "scale-differences": scaleDifferences,
  "scale-transfer": scaleTransfer,
  "decision-by-compute": decisionByCompute,
  "reliability-diagrams": reliabilityDiagrams,
  "confidence-histograms": confidenceHistograms,
  "ece-before-after": eceBeforeAfter,
  "alignment-before-after": alignmentBeforeAfter,
  recalibration,
  temperature,
  "item-transitions": itemTransitions,
  "confidence-migration": confidenceMigration,
  "sure-then-right": sureThenRight,
  "detectable-persistence": detectablePersistence,
  "mixtures-needed": mixturesNeeded,
  components,
  "verdict-power": verdictPower,
  "answer-rq1": answerRq1,
  "answer-rq2": answerRq2,
  "answer-rq3": answerRq3,
  "answer-rq4": answerRq4,
};

/**
 * Every figure by the name that a page calls it by, in the study's word for what it ranks. A study that lacks what a figure
 * needs gets a sentence in its place. Each throws a RangeError for an option that names what the study does not declare.
 */
export const FIGURES: Readonly<Record<string, DrawFigure>> = Object.fromEntries(
  Object.entries(DRAWN).map(([name, draw]) => [name, inUnitWords(draw)]),
);

function inUnitWords(draw: DrawFigure): DrawFigure {
  return (report, options) => {
    const { design } = report.study;
    const words = studyWords(design);
    const figure = draw(report, options);
    return words ? unitFigure(figure, words, design.unit?.id ?? "mixture") : figure;
  };
}
