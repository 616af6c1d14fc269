import type { Estimate, Note } from "../estimates/estimate.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { factorial } from "../statistics/permutation-test.ts";
import { spearmanTTest } from "../statistics/spearman-t-test.ts";
import { acrossStages } from "./across-stages.ts";
import { cellSelection } from "./cell-selection.ts";
import { correlationEstimates } from "./correlation-estimates.ts";
import { benchmarkLevels, pairColumns } from "./paired-columns.ts";
import { stagePairs } from "./stage-pairs.ts";
import { strata } from "./strata.ts";
import type { Workspace } from "./workspace.ts";

/** Above this many pairs the permutation test gives way to the t approximation (STATISTICS.md §4). */
const MOST_EXACT_PAIRS = 2_000;

/** RQ2: every benchmark before SFT against every benchmark after it. A against itself is reported, but is not of the family. */
export function* crossBenchmark(work: Workspace): Generator<Estimate | Note> {
  const ids = work.design.benchmarks.map((row) => row.id);
  const many = ids.length * (ids.length - 1) > MOST_EXACT_PAIRS;
  for (const pair of stagePairs(work.design))
    for (const { metric, scale } of strata(work.design))
      for (const a of ids)
        for (const b of ids) {
          const place = pair.scalePart(scale);
          const columns = pairColumns(work, [
            benchmarkLevels(work, `${a} ${pair.before}`, { metric, scale, stage: pair.before }, a),
            benchmarkLevels(work, `${b} ${pair.after}`, { metric, scale, stage: pair.after }, b),
          ]);
          const request = {
            prefix: estimateId("cross-benchmark", metric, place, a, b),
            pair: acrossStages(columns, pair),
            family: a === b ? undefined : `cross-benchmark/${metric}/${place}`,
            from: cellSelection({ metric, scale, cells: [`${a}@${pair.before}`, `${b}@${pair.after}`] }),
          };
          yield* correlationEstimates(work, request, ["spearman"], many ? approximateTest : undefined);
        }
}

/** No order of n is rarer than 2 in n!: the approximation goes below that, and to 0 at ±1. */
function approximateTest(value: number, n: number) {
  const p = Math.max(spearmanTTest(value, n), 2 / factorial(n), Number.MIN_VALUE);
  return { p, method: `t approximation, ${n - 2} degrees of freedom` };
}
