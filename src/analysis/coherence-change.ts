import type { Estimate, Note } from "../estimates/estimate.ts";
import { estimateId, type Metric } from "../estimates/estimate-id.ts";
import type { PermutationTest } from "../statistics/permutation-test.ts";
import { swaps } from "../statistics/swaps.ts";
import { bootstrapInterval } from "./bootstrap-interval.ts";
import { cellSelection } from "./cell-selection.ts";
import { coherenceRows } from "./coherence-rows.ts";
import type { Column } from "./column.ts";
import { benchmarksOf } from "./composite.ts";
import { undefinedEstimate } from "./protocol.ts";
import { differenceReplicates, meanReplicates, spearmanReplicates } from "./replicates.ts";
import { type StagePair, stagePairs } from "./stage-pairs.ts";
import { strata } from "./strata.ts";
import type { Workspace } from "./workspace.ts";

/** RQ2: does SFT bring the benchmarks of a category together or set them against each other? Coherence after − before. */
export function* coherenceChange(work: Workspace): Generator<Estimate | Note> {
  for (const pair of stagePairs(work.design))
    for (const { metric, scale } of strata(work.design))
      for (const { id: category } of work.design.categories) yield* changeOf(work, pair, metric, scale, category);
}

function* changeOf(
  work: Workspace,
  pair: StagePair,
  metric: Metric,
  scale: string,
  category: string,
): Generator<Estimate | Note> {
  const place = pair.scalePart(scale);
  const id = estimateId("coherence-change", metric, place, category, "mean-spearman");
  const from = cellSelection({ metric, scale, stage: [pair.before, pair.after], category });
  const base = { id, unit: "mixture", quantity: "difference of correlations", from } as const;
  const size = benchmarksOf(work, { kind: "category", id: category }).length;
  if (size === 0) return;
  const early =
    metric === "confidence" && !work.hasConfidence
      ? "no confidence"
      : (pair.reason ?? (size < 2 ? "category of one" : null));
  if (early) return yield undefinedEstimate({ ...base, n: 0 }, early);
  const rows = coherenceRows(work, category, [
    { metric, scale, stage: pair.before },
    { metric, scale, stage: pair.after },
  ]);
  if (rows.left) yield { protocol: "coherence-change", about: id, message: rows.left };
  if (rows.reason) return yield undefinedEstimate({ ...base, n: rows.n }, rows.reason);
  const before = rows.columns.map(([column]) => column!);
  const after = rows.columns.map(([, column]) => column!);
  const replicates = (columns: readonly Column[]) =>
    meanReplicates(rows.pairs.map(([a, b]) => spearmanReplicates(columns[a]!, columns[b]!, work.bootstrap(rows.n))));
  const spread =
    rows.n < 5
      ? { intervalReason: "fewer than 5 mixtures" }
      : bootstrapInterval(
          differenceReplicates(replicates(after), replicates(before)),
          work.bootstrap(rows.n).counts,
          "paired percentile bootstrap over mixtures",
        );
  const test = swapStageTest(before, after);
  yield {
    ...base,
    n: rows.n,
    value: rows.mean(after) - rows.mean(before),
    ...spread,
    p: { value: test.p, method: test.method, family: `coherence-change/${metric}/${place}/mean-spearman` },
  };
}

/** The swap test that exchanges a mixture's whole rank vector between the stages (STATISTICS.md §8). */
function swapStageTest(before: readonly Column[], after: readonly Column[]): PermutationTest {
  const n = before[0]!.n;
  const ranks = before.map(({ ranks: earlier }, b) => Float64Array.of(...earlier, ...after[b]!.ranks));
  const place = new Uint16Array(n);
  const total = new Float64Array(n);
  const sideAfter = (mask: Uint8Array, isExchanged: 0 | 1) => {
    for (let m = 0; m < n; m++) place[m] = m + n * (1 ^ isExchanged ^ ((mask[m >> 3]! >> (m & 7)) & 1));
    return meanAt(ranks, place, total);
  };
  return swaps(n, (mask) => {
    const t = sideAfter(mask, 0) - sideAfter(mask, 1);
    return Number.isNaN(t) ? 0 : Math.abs(t);
  });
}

/**
 * Mean Spearman over all pairs of benchmarks, each mixture with the rank that stands at its place, through the norm of the sum
 * of unit vectors. Ranks are centred again: a side no longer holds one set of ranks. NaN where one is constant.
 *
 * @param total scratch, one value per mixture
 */
function meanAt(ranks: readonly Float64Array[], place: Uint16Array, total: Float64Array): number {
  const [k, n] = [ranks.length, place.length];
  total.fill(0);
  for (const own of ranks) {
    let [sum, square] = [0, 0];
    for (let m = 0; m < n; m++) {
      const rank = own[place[m]!]!;
      sum += rank;
      square += rank * rank;
    }
    const mean = sum / n;
    const scale = 1 / Math.sqrt(square - sum * mean);
    for (let m = 0; m < n; m++) total[m]! += (own[place[m]!]! - mean) * scale;
  }
  let square = 0;
  for (let m = 0; m < n; m++) square += total[m]! * total[m]!;
  return (square - k) / (k * (k - 1));
}
