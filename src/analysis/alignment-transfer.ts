import type { Estimate, Note } from "../estimates/estimate.ts";
import { METRICS } from "../estimates/estimate-id.ts";
import { roundLevel } from "../statistics/round-level.ts";
import { spearman } from "../statistics/spearman.ts";
import { type Fingerprint, fingerprintEstimates } from "./fingerprint-estimates.ts";
import { placeColumns } from "./paired-columns.ts";
import { spearmanReplicates } from "./replicates.ts";
import type { StagePair } from "./stage-pairs.ts";
import type { Workspace } from "./workspace.ts";

/**
 * RQ4: does alignment transfer? Over benchmarks, the alignment of accuracy and confidence before SFT against the same after
 * it: each benchmark's Spearman over the mixtures present at both stages. Each entry is noisy, so a low value is not "no transfer".
 *
 * @see STATISTICS.md §8
 */
export function* alignmentTransfer(work: Workspace): Generator<Estimate | Note> {
  yield* fingerprintEstimates(work, "alignment-transfer", fingerprint);
}

function fingerprint(work: Workspace, pair: StagePair, scale: string, benchmark: string): Fingerprint {
  const places = [pair.before, pair.after].flatMap((stage) => METRICS.map((metric) => ({ metric, scale, stage })));
  const { columns, n, reason } = placeColumns(work, { kind: "benchmark", id: benchmark }, places);
  const [a, b, c, d] = columns;
  const before = reason ? null : spearman(a!.values, b!.values);
  const after = reason ? null : spearman(c!.values, d!.values);
  if (before === null || after === null) return { benchmark, reason: reason ?? "constant input" };
  return {
    benchmark,
    n,
    before: roundLevel(before),
    after: roundLevel(after),
    // rounded like the entries, so that equal ones tie
    replicates: () => [
      spearmanReplicates(a!, b!, work.bootstrap(n)).map(roundLevel),
      spearmanReplicates(c!, d!, work.bootstrap(n)).map(roundLevel),
    ],
  };
}
