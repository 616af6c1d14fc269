import { decisionAccuracy } from "../statistics/decision-accuracy.ts";
import { leaveOneOutRegression } from "../statistics/leave-one-out-regression.ts";
import { pearson } from "../statistics/pearson.ts";
import { roundLevel } from "../statistics/round-level.ts";
import { spearman } from "../statistics/spearman.ts";
import { sum } from "../statistics/sum.ts";
import { restScores, type SuiteData, selectSuite, suiteScores } from "./suite-selection.ts";

/** How well held-out mixtures are predicted. */
export interface HeldOut {
  readonly spearman: number | null;
  readonly decisionAccuracy: number | null;
  readonly rmse: number;
  readonly r2: number | null;
}

/** A suite's honest and its flattering score. */
export interface SuiteValidation {
  readonly heldOut: HeldOut;
  /** the same held-out targets, predicted by all benchmarks in place of the suite */
  readonly all: HeldOut;
  /** Spearman of the line fitted to the suite that all mixtures chose with the truth, on those mixtures */
  readonly inSample: number | null;
  /** the suite that all mixtures chose: benchmark indices */
  readonly suite: readonly number[];
  /** per benchmark, the share of folds that chose it */
  readonly chosen: readonly number[];
}

/**
 * Leave-one-mixture-out validation of greedy suites, the choice inside: for each mixture the others choose a suite and fit
 * the line from its score before to the rest of the study after, and the line predicts the mixture. Folds choose different
 * suites and so predict different rests: predictions and truths are compared as differences from the mean of the fold's other
 * mixtures, so that an easy rest does not pass for a good mixture.
 *
 * @param size fewer than the benchmarks; the study has at least 5 mixtures
 */
export function validateSuite(data: SuiteData, sizes: readonly number[]): readonly SuiteValidation[] {
  const mixtures = data.before[0]!.map((_, m) => m);
  const largest = Math.max(...sizes);
  const full = selectSuite(data, mixtures, largest);
  const folds = mixtures.map((left) => selectSuite(data, mixtures.toSpliced(left, 1), largest));
  const everything = overallScores(data);
  return sizes.map((size) => {
    const suites = folds.map((suite) => suite.slice(0, size));
    const suite = full.slice(0, size);
    const rests = suites.map((own) => restScores(data, own, mixtures));
    return {
      heldOut: heldOut(
        suites.map((own) => suiteScores(data, own, mixtures)),
        rests,
      ),
      all: heldOut(
        suites.map(() => everything),
        rests,
      ),
      inSample: inSampleSpearman(suiteScores(data, suite, mixtures), restScores(data, suite, mixtures)),
      suite,
      chosen: data.before.map((_, b) => suites.filter((own) => own.includes(b)).length / suites.length),
    };
  });
}

/** Spearman of the fitted line's values with the truth: of x itself, or of −x where the line falls. */
export function inSampleSpearman(x: readonly number[], y: readonly number[]): number | null {
  const rho = spearman(x, y);
  const r = pearson(x, y);
  return rho === null || r === null ? null : Math.sign(r) * rho;
}

/** The overall composite before, of all benchmarks, per mixture. */
export function overallScores({ before, category }: SuiteData): number[] {
  const mixtures = before[0]!.map((_, m) => m);
  return restScores({ before, after: before, category }, [], mixtures);
}

/**
 * Predicts unit k of fold k from the others of that fold.
 *
 * @param xs per fold, one predictor per mixture; @param ys per fold, the target of each mixture
 */
export function heldOut(xs: readonly (readonly number[])[], ys: readonly (readonly number[])[]): HeldOut {
  const rows = xs.map((x, left) => {
    const y = ys[left]!;
    const others = sum(y.toSpliced(left, 1)) / (y.length - 1);
    const prediction = leaveOneOutRegression(x, y)!.predictions[left]!;
    return { predicted: roundLevel(prediction - others), truth: roundLevel(y[left]! - others) };
  });
  const [predicted, truth] = [rows.map((row) => row.predicted), rows.map((row) => row.truth)];
  const press = sum(rows.map((row) => (row.truth - row.predicted) ** 2));
  const baseline = sum(truth.map((value) => value * value));
  return {
    spearman: spearman(predicted, truth),
    decisionAccuracy: decisionAccuracy(predicted, truth),
    rmse: Math.sqrt(press / rows.length),
    r2: baseline > 0 ? 1 - press / baseline : null,
  };
}
