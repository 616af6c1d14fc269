import type { Estimate, PValue } from "../estimates/estimate.ts";
import { CORRELATIONS } from "../estimates/estimate-id.ts";
import { decisionAccuracy } from "../statistics/decision-accuracy.ts";
import { kendallPermutationTest } from "../statistics/kendall-permutation-test.ts";
import { kendallTauB } from "../statistics/kendall-tau-b.ts";
import { pearson } from "../statistics/pearson.ts";
import { pearsonPermutationTest } from "../statistics/pearson-permutation-test.ts";
import type { PermutationTest } from "../statistics/permutation-test.ts";
import { spearman } from "../statistics/spearman.ts";
import { spearmanPermutationTest } from "../statistics/spearman-permutation-test.ts";
import type { Column } from "./column.ts";
import { pearsonInterval, rankInterval } from "./correlation-interval.ts";
import type { PairedColumns } from "./paired-columns.ts";
import { undefinedEstimate } from "./protocol.ts";
import {
  concordanceReplicates,
  decisionAccuracyReplicates,
  kendallReplicates,
  spearmanReplicates,
} from "./replicates.ts";
import type { Workspace } from "./workspace.ts";

/** What all correlations of one pair of columns have in common. */
export interface CorrelationRequest {
  /** the id without its last part */
  readonly prefix: string;
  readonly pair: PairedColumns;
  /** the family without its coefficient; absent for a family of one */
  readonly family?: string | undefined;
  readonly from: string;
}

type Statistic = (typeof CORRELATIONS)[number] | "decision-accuracy";

const COMPUTE: Record<Statistic, (x: readonly number[], y: readonly number[]) => number | null> = {
  pearson,
  spearman,
  kendall: kendallTauB,
  "decision-accuracy": decisionAccuracy,
};

/** A test by the value and n alone, in place of the permutation test. */
type ApproximateTest = (value: number, n: number) => { readonly p: number; readonly method: string };

/**
 * The correlation of two columns by each of the named statistics, with interval and permutation p.
 *
 * @param approximate stands in for the permutation test where there are too many pairs for it
 */
export function correlationEstimates(
  work: Workspace,
  request: CorrelationRequest,
  statistics: readonly Statistic[] = CORRELATIONS,
  approximate?: ApproximateTest,
): Estimate[] {
  const shared = sharedParts(work, request);
  return statistics.map((statistic) => correlationEstimate(work, request, statistic, shared, approximate));
}

/** τ_b and decision accuracy rest on the same C − D: its replicates and its test are made once. */
interface SharedParts {
  readonly concordance: () => Float64Array;
  readonly kendallTest: () => PermutationTest | null;
}

function sharedParts(work: Workspace, { pair }: CorrelationRequest): SharedParts {
  const [x, y] = pair.columns;
  let concordance: Float64Array | null = null;
  let test: PermutationTest | null = null;
  return {
    concordance() {
      concordance ??= concordanceReplicates(x!, y!, work.bootstrap(pair.n));
      return concordance;
    },
    kendallTest() {
      test ??= kendallPermutationTest(x!.values, y!.values);
      return test;
    },
  };
}

function correlationEstimate(
  work: Workspace,
  request: CorrelationRequest,
  statistic: Statistic,
  shared: SharedParts,
  approximate: ApproximateTest | undefined,
): Estimate {
  const { pair, prefix, family, from } = request;
  const base = {
    id: `${prefix}/${statistic}`,
    n: pair.n,
    unit: "mixture",
    quantity: statistic === "decision-accuracy" ? "proportion" : "correlation",
    from,
  } as const;
  const [x, y] = pair.columns;
  if (!x || !y) throw new RangeError("correlationEstimates: two columns are needed");
  const reason = pair.reason;
  const value = reason ? null : COMPUTE[statistic](x.values, y.values);
  if (value === null) return undefinedEstimate(base, reason ?? "constant input");
  const named = family === undefined ? {} : { family: `${family}/${statistic}` };
  const test = approximate ? approximate(value, pair.n) : permutationTest(statistic, x, y, shared);
  const p: PValue = { value: test.p, method: test.method, ...named };
  return { ...base, value, ...intervalOf(work, statistic, value, x, y, shared), p };
}

function intervalOf(work: Workspace, statistic: Statistic, value: number, x: Column, y: Column, shared: SharedParts) {
  if (statistic === "pearson") return pearsonInterval(value, x.n);
  const bootstrap = work.bootstrap(x.n);
  return rankInterval(statistic, value, x.n, bootstrap.counts, () => {
    if (statistic === "spearman") return spearmanReplicates(x, y, bootstrap, scratchOf(bootstrap.resamples));
    if (statistic === "kendall") return kendallReplicates(x, y, bootstrap, shared.concordance());
    return decisionAccuracyReplicates(bootstrap, shared.concordance());
  });
}

function permutationTest(statistic: Statistic, x: Column, y: Column, { kendallTest }: SharedParts) {
  const test =
    statistic === "spearman"
      ? spearmanPermutationTest(x.values, y.values)
      : statistic === "pearson"
        ? pearsonPermutationTest(x.values, y.values)
        : kendallTest();
  if (!test) throw new RangeError(`correlationEstimates: a defined ${statistic} has a permutation test`);
  return { p: test.p, method: `permutation, ${test.method}` };
}

let scratch = new Float64Array(0);

/** One vector for the replicates of every interval that is made at once from them. */
function scratchOf(resamples: number): Float64Array {
  if (scratch.length !== resamples) scratch = new Float64Array(resamples);
  return scratch;
}
