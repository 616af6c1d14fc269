import type { Estimate, Note } from "../estimates/estimate.ts";
import { METRICS } from "../estimates/estimate-id.ts";
import { roundLevel } from "../statistics/round-level.ts";
import { sum } from "../statistics/sum.ts";
import { absence } from "./absence.ts";
import { type Fingerprint, fingerprintEstimates } from "./fingerprint-estimates.ts";
import type { MixtureBootstrap } from "./mixture-bootstrap.ts";
import type { StagePair } from "./stage-pairs.ts";
import type { Levels, Workspace } from "./workspace.ts";

/**
 * RQ4: does miscalibration transfer? Over benchmarks, the signed gap (confidence − accuracy, mean over mixtures) before SFT
 * against the same after it. Far better measured than the alignment of single benchmarks.
 *
 * @see STATISTICS.md §8
 */
export function* calibrationTransfer(work: Workspace): Generator<Estimate | Note> {
  yield* fingerprintEstimates(work, "calibration-transfer", fingerprint);
}

function fingerprint(work: Workspace, pair: StagePair, scale: string, benchmark: string): Fingerprint {
  const [first, last] = [pair.before, pair.after].map((stage) => gaps(work, scale, stage, benchmark));
  const common = work.mixtures.flatMap((_, m) => {
    const [x, y] = [first![m] ?? null, last![m] ?? null];
    return x === null || y === null ? [] : [[x, y] as const];
  });
  const n = common.length;
  if (n === 0) return { benchmark, reason: reasonOf(work, pair, scale, benchmark, [first!, last!]) };
  const [before, after] = [common.map(([x]) => x), common.map(([, y]) => y)];
  return {
    benchmark,
    n,
    before: roundLevel(sum(before) / n),
    after: roundLevel(sum(after) / n),
    replicates: () => [weightedMeans(before, work.bootstrap(n)), weightedMeans(after, work.bootstrap(n))],
  };
}

/** Per mixture the overconfidence of its models, averaged over the seeds that have a confidence. */
function gaps(work: Workspace, scale: string, stage: string, benchmark: string): Levels {
  const [accuracies, confidences] = METRICS.map((metric) => work.seedValues({ metric, scale, stage }, benchmark));
  return confidences!.map((row, m) => {
    const own = accuracies![m];
    if (!row || !own) return null;
    const each = row.seeds.map((seed, k) => row.values[k]! - own.values[own.seeds.indexOf(seed)]!);
    return sum(each) / each.length;
  });
}

function reasonOf(
  work: Workspace,
  pair: StagePair,
  scale: string,
  benchmark: string,
  sides: readonly Levels[],
): string {
  const stages = [pair.before, pair.after].filter((_, k) => sides[k]!.every((gap) => gap === null));
  const reasons = stages.map((stage) => absence(work, { metric: "confidence", scale, stage }, benchmark));
  if (reasons.includes("no confidence")) return "no confidence";
  return stages.length > 0 ? `missing stage (${stages.join(", ")})` : "no common mixtures";
}

function weightedMeans(values: readonly number[], { weights, n, resamples }: MixtureBootstrap): Float64Array {
  const means = new Float64Array(resamples);
  for (let r = 0; r < resamples; r++) {
    let total = 0;
    for (let m = 0; m < n; m++) total += weights[r * n + m]! * values[m]!;
    means[r] = roundLevel(total / n);
  }
  return means;
}
