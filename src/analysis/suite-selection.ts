import { leaveOneOutRegression } from "../statistics/leave-one-out-regression.ts";
import { roundLevel } from "../statistics/round-level.ts";
import { sum } from "../statistics/sum.ts";

/** What a suite is chosen from: complete benchmarks, sorted by id, over complete mixtures. */
export interface SuiteData {
  /** benchmarks × mixtures, centred levels before */
  readonly before: readonly (readonly number[])[];
  /** benchmarks × mixtures, centred levels after */
  readonly after: readonly (readonly number[])[];
  /** per benchmark, a dense number of its category */
  readonly category: readonly number[];
}

/**
 * Greedy forward selection: at each step the benchmark joins whose suite best predicts, by leave-one-out r² over the given
 * mixtures, the rest of the study after. r² and not the error: the rest, and with it its spread, changes with every step.
 *
 * @param mixtures indices, at least 4
 * @param size fewer than the benchmarks: something must be left to predict
 * @returns benchmark indices in the order of joining; its first k are the suite of size k. The first of equals joins.
 */
export function selectSuite(data: SuiteData, mixtures: readonly number[], size: number): readonly number[] {
  const suite: number[] = [];
  while (suite.length < size) {
    let [best, bestR2] = [-1, Number.NEGATIVE_INFINITY];
    const inside = sums(data, suite, mixtures);
    for (let b = 0; b < data.before.length; b++) {
      if (suite.includes(b)) continue;
      const x = mixtures.map((m, k) => roundLevel((inside.suite[k]! + data.before[b]![m]!) / (suite.length + 1)));
      const y = mixtures.map((m, k) => restOf(inside, k, { category: data.category[b]!, value: data.after[b]![m]! }));
      const r2 = leaveOneOutRegression(x, y)?.r2 ?? Number.NEGATIVE_INFINITY;
      // more than rounding better
      if (best < 0 || r2 > bestR2 + 1e-12) [best, bestR2] = [b, r2];
    }
    suite.push(best);
  }
  return suite;
}

/** Mean over the suite of centred levels before, per mixture. */
export function suiteScores(data: SuiteData, suite: readonly number[], mixtures: readonly number[]): number[] {
  return sums(data, suite, mixtures).suite.map((total) => roundLevel(total / suite.length));
}

/** The overall composite after of all benchmarks outside the suite, per mixture: a suite never predicts what contains it. */
export function restScores(data: SuiteData, suite: readonly number[], mixtures: readonly number[]): number[] {
  const inside = sums(data, suite, mixtures);
  return mixtures.map((_, k) => restOf(inside, k));
}

interface Sums {
  /** per mixture, Σ before over the suite */
  readonly suite: readonly number[];
  /** per mixture and category, Σ after over the benchmarks outside the suite */
  readonly rest: readonly (readonly number[])[];
  /** per category, how many benchmarks stand outside the suite */
  readonly count: readonly number[];
}

function sums({ before, after, category }: SuiteData, suite: readonly number[], mixtures: readonly number[]): Sums {
  const categories = Array.from({ length: Math.max(...category) + 1 }, (_, c) => c);
  const outside = categories.map((c) => category.flatMap((own, b) => (own === c && !suite.includes(b) ? [b] : [])));
  return {
    suite: mixtures.map((m) => sum(suite.map((b) => before[b]![m]!))),
    rest: mixtures.map((m) => outside.map((members) => sum(members.map((b) => after[b]![m]!)))),
    count: outside.map((members) => members.length),
  };
}

/** Mean over categories of the mean over their benchmarks outside the suite, and outside `joining`; emptied categories leave. */
function restOf(
  { rest, count }: Sums,
  k: number,
  joining?: { readonly category: number; readonly value: number },
): number {
  let [total, categories] = [0, 0];
  for (let c = 0; c < count.length; c++) {
    const isJoining = c === joining?.category;
    const left = count[c]! - (isJoining ? 1 : 0);
    if (left === 0) continue;
    total += (rest[k]![c]! - (isJoining ? joining.value : 0)) / left;
    categories++;
  }
  return roundLevel(total / categories);
}
