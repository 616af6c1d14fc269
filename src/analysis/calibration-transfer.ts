import type { Estimate, Note } from "../estimates/estimate.ts";
import { estimateId, METRICS } from "../estimates/estimate-id.ts";
import { roundLevel } from "../statistics/round-level.ts";
import { sum } from "../statistics/sum.ts";
import { type Fingerprint, fingerprintEstimates } from "./fingerprint-estimates.ts";
import type { MixtureBootstrap } from "./mixture-bootstrap.ts";
import { placeColumns } from "./paired-columns.ts";
import { type StagePair, stagePairs } from "./stage-pairs.ts";
import type { Workspace } from "./workspace.ts";

/**
 * RQ4: does miscalibration transfer? Over benchmarks, the signed gap (confidence − accuracy, mean over mixtures) before SFT
 * against the same after it. Far better measured than the alignment of single benchmarks.
 *
 * @see STATISTICS.md §8
 */
export function* calibrationTransfer(work: Workspace): Generator<Estimate | Note> {
  for (const pair of stagePairs(work.design))
    for (const { id: scale } of work.design.scales) {
      const rows =
        work.hasConfidence && !pair.reason
          ? work.design.benchmarks.map(({ id }) => fingerprint(work, pair, scale, id))
          : [];
      yield* fingerprintEstimates(work, {
        prefix: estimateId("calibration-transfer", pair.scalePart(scale), "overall", "all"),
        rows,
        scale,
        pair,
      });
    }
}

function fingerprint(work: Workspace, pair: StagePair, scale: string, benchmark: string): Fingerprint {
  const places = [pair.before, pair.after].flatMap((stage) => METRICS.map((metric) => ({ metric, scale, stage })));
  const { columns, n, reason } = placeColumns(work, { kind: "benchmark", id: benchmark }, places);
  // a constant level has a gap all the same
  if (n === 0 || (reason && !reason.startsWith("constant") && !reason.startsWith("fewer")))
    return { benchmark, reason: reason ?? "no common mixtures" };
  const [accuracyBefore, confidenceBefore, accuracyAfter, confidenceAfter] = columns.map((column) => column.values);
  const before = confidenceBefore!.map((q, m) => q - accuracyBefore![m]!);
  const after = confidenceAfter!.map((q, m) => q - accuracyAfter![m]!);
  return {
    benchmark,
    n,
    before: roundLevel(sum(before) / n),
    after: roundLevel(sum(after) / n),
    replicates: () => [weightedMeans(before, work.bootstrap(n)), weightedMeans(after, work.bootstrap(n))],
  };
}

function weightedMeans(values: readonly number[], { weights, n, replicates }: MixtureBootstrap): Float64Array {
  const means = new Float64Array(replicates);
  for (let r = 0; r < replicates; r++) {
    let total = 0;
    for (let m = 0; m < n; m++) total += weights[r * n + m]! * values[m]!;
    means[r] = roundLevel(total / n);
  }
  return means;
}
