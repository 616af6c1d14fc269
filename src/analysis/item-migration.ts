import { doubledRanks } from "../statistics/doubled-ranks.ts";
import { sortBillionths } from "../statistics/sort-billionths.ts";
import { TRANSITIONS, transitionOf } from "./item-transition.ts";
import type { MatchedItems } from "./matched-items.ts";

const ONE = 1e9;

/** What is measured of every model, in the order of `itemMigration`. */
export const MIGRATION_MEASURES = [
  ...TRANSITIONS,
  "spearman",
  ...TRANSITIONS.map((name) => `${name}-change` as const),
  "sure-then-right",
] as const;

type Value = number | string;

/**
 * One model between two stages, over the items that it answered at both: the shares kept, lost, gained and never right; Spearman's
 * ρ of item confidence before against after; the mean change of confidence in each of the four groups; and the AUROC of confidence
 * before for a right answer after.
 *
 * @returns the values of `MIGRATION_MEASURES`; "empty group" where no item made that transition
 */
export function itemMigration(items: MatchedItems): readonly Value[] {
  const { n, correctBefore, correctAfter, confidenceBefore, confidenceAfter } = items;
  const counts = TRANSITIONS.map(() => 0);
  const changes = TRANSITIONS.map(() => 0);
  for (let i = 0; i < n; i++) {
    const group = transitionOf(correctBefore[i]!, correctAfter[i]!);
    counts[group]!++;
    if (confidenceBefore && confidenceAfter) changes[group]! += confidenceAfter[i]! - confidenceBefore[i]!;
  }
  const shares = counts.map((count) => count / n);
  if (!confidenceBefore || !confidenceAfter) {
    const absent = MIGRATION_MEASURES.slice(TRANSITIONS.length).map(() => "no confidence");
    return [...shares, ...absent];
  }
  const before = doubledRanks(sortBillionths(confidenceBefore, correctBefore));
  const after = doubledRanks(sortBillionths(confidenceAfter, correctAfter));
  return [
    ...shares,
    rankCorrelation(before, after),
    ...changes.map((change, g): Value => (counts[g]! > 0 ? change / counts[g]! / ONE : "empty group")),
    areaUnderCurve(before, correctAfter),
  ];
}

function rankCorrelation(x: Float64Array, y: Float64Array): Value {
  if (x.length < 3) return "fewer than 3 items";
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    xy += x[i]! * y[i]!;
    xx += x[i]! * x[i]!;
    yy += y[i]! * y[i]!;
  }
  return xx > 0 && yy > 0 ? Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy))) : "constant input";
}

/** From the rank sum of the right answers: with ranks 2R − n − 1 it is ½ + Σ/(2·right·wrong), half of it for doubling. */
function areaUnderCurve(ranks: Float64Array, correct: Uint8Array): Value {
  let [right, total] = [0, 0];
  for (let i = 0; i < ranks.length; i++)
    if (correct[i] === 1) {
      right++;
      total += ranks[i]!;
    }
  const wrong = ranks.length - right;
  return right > 0 && wrong > 0 ? 0.5 + total / (2 * right * wrong) : "one outcome only";
}
