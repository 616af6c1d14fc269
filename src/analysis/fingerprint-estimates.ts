import type { Estimate, Note } from "../estimates/estimate.ts";
import { CORRELATIONS, type CorrelationName, estimateId } from "../estimates/estimate-id.ts";
import { kendallPermutationTest } from "../statistics/kendall-permutation-test.ts";
import { kendallTauB } from "../statistics/kendall-tau-b.ts";
import { pearson } from "../statistics/pearson.ts";
import { pearsonPermutationTest } from "../statistics/pearson-permutation-test.ts";
import { pearsonRows } from "../statistics/pearson-rows.ts";
import { spearman } from "../statistics/spearman.ts";
import { spearmanPermutationTest } from "../statistics/spearman-permutation-test.ts";
import { spearmanRows } from "../statistics/spearman-rows.ts";
import { bootstrapInterval } from "./bootstrap-interval.ts";
import { cellSelection } from "./cell-selection.ts";
import { undefinedEstimate } from "./protocol.ts";
import { perReplicate, type Replicates } from "./replicates.ts";
import { type StagePair, stagePairs } from "./stage-pairs.ts";
import type { Workspace } from "./workspace.ts";

/** One benchmark's entry in a fingerprint, before and after; or why it has none. */
export type Fingerprint =
  | { readonly benchmark: string; readonly reason: string }
  | {
      readonly benchmark: string;
      /** mixtures behind the entry */
      readonly n: number;
      readonly before: number;
      readonly after: number;
      /** the entry in every resample of its n mixtures */
      readonly replicates: () => readonly [Replicates, Replicates];
    };

/** The entry of one benchmark, for two stages at one scale. */
export type FingerprintOf = (work: Workspace, pair: StagePair, scale: string, benchmark: string) => Fingerprint;

const STATISTICS = {
  pearson: { compute: pearson, rows: pearsonRows, test: pearsonPermutationTest },
  spearman: { compute: spearman, rows: spearmanRows, test: spearmanPermutationTest },
  kendall: { compute: kendallTauB, rows: kendallRows, test: kendallPermutationTest },
} as const;

/**
 * The correlation over benchmarks of a fingerprint before and after, at every scale, for every pair of stages. Unit: the benchmark. Interval: the mixture bootstrap,
 * recomputing both fingerprints in each replicate. p: permutations of benchmarks, which takes them as exchangeable although
 * they share their mixtures.
 *
 * @see STATISTICS.md §8
 */
export function* fingerprintEstimates(
  work: Workspace,
  protocol: string,
  fingerprint: FingerprintOf,
): Generator<Estimate | Note> {
  for (const pair of stagePairs(work.design))
    for (const { id: scale } of work.design.scales) {
      const isDefined = work.hasConfidence && !pair.reason;
      const rows = isDefined ? work.benchmarks.map(({ id }) => fingerprint(work, pair, scale, id)) : [];
      yield* estimatesOf(work, protocol, rows, scale, pair);
    }
}

function* estimatesOf(
  work: Workspace,
  protocol: string,
  rows: readonly Fingerprint[],
  scale: string,
  pair: StagePair,
): Generator<Estimate | Note> {
  const prefix = estimateId(protocol, pair.scalePart(scale), "overall", "all");
  const defined = rows.filter((row) => "before" in row);
  const left = rows.filter((row) => "reason" in row);
  if (left.length > 0)
    yield {
      protocol,
      about: prefix,
      message: `left out benchmarks without an entry: ${left.map((row) => `${row.benchmark} (${row.reason})`).join(", ")}`,
    };
  const x = defined.map((row) => row.before);
  const y = defined.map((row) => row.after);
  const mixtures = Math.min(...defined.map((row) => row.n));
  const early = !work.hasConfidence ? "no confidence" : pair.reason;
  const series = early || x.length < 3 || mixtures < 5 ? [] : defined.map((row) => row.replicates());
  // entries over different numbers of mixtures meet replicate by replicate
  const counts =
    series.length > 0 && defined.every((row) => row.n === mixtures) ? work.bootstrap(mixtures).counts : null;
  const aligned = counts
    ? series
    : series.map((pair, k) => pair.map((each) => perReplicate(each, work.bootstrap(defined[k]!.n))));
  for (const name of CORRELATIONS) {
    const { compute, test } = STATISTICS[name];
    const base = {
      id: `${prefix}/${name}`,
      n: x.length,
      unit: "benchmark",
      quantity: "correlation",
      from: cellSelection({ metric: ["accuracy", "confidence"], scale, stage: [pair.before, pair.after] }),
    } as const;
    const value = early ? null : compute(x, y);
    if (value === null) {
      yield undefinedEstimate(base, early ?? (x.length < 3 ? "fewer than 3 benchmarks" : "constant input"));
      continue;
    }
    const result = test(x, y);
    if (!result) throw new RangeError(`fingerprintEstimates: a defined ${name} has a permutation test`);
    const spread =
      series.length === 0
        ? { intervalReason: "fewer than 5 mixtures" }
        : bootstrapInterval(
            correlationReplicates(name, aligned),
            counts,
            "percentile bootstrap over mixtures, both fingerprints recomputed",
          );
    yield { ...base, value, ...spread, p: { value: result.p, method: `permutation of benchmarks, ${result.method}` } };
  }
}

/** A replicate in which an entry is undefined is undefined. */
function correlationReplicates(name: CorrelationName, series: readonly (readonly Replicates[])[]): Replicates {
  const [before, after] = [0, 1].map((side) => rowsOf(series.map((pair) => pair[side]!)));
  return STATISTICS[name].rows(before!, after!, series.length);
}

/** Replicates × series, row by row. */
function rowsOf(series: readonly Replicates[]): Float64Array {
  const n = series.length;
  const rows = new Float64Array(n * series[0]!.length);
  for (const [k, values] of series.entries())
    for (let r = 0, at = k; r < values.length; r++, at += n) rows[at] = values[r]!;
  return rows;
}

function kendallRows(x: Float64Array, y: Float64Array, n: number): Float64Array {
  return Float64Array.from({ length: x.length / n }, (_, r) => {
    const [a, b] = [x, y].map((rows) => [...rows.subarray(r * n, (r + 1) * n)]);
    return [...a!, ...b!].some(Number.isNaN) ? Number.NaN : (kendallTauB(a!, b!) ?? Number.NaN);
  });
}
