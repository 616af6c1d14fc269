import type { Estimate, Note, PValue } from "../estimates/estimate.ts";
import { estimateId, OVERALL, type Target } from "../estimates/estimate-id.ts";
import { leaveOneOutRegression } from "../statistics/leave-one-out-regression.ts";
import { MOST_EXACT_UNITS } from "../statistics/permutation-test.ts";
import { spearman } from "../statistics/spearman.ts";
import { spearmanPermutationTest } from "../statistics/spearman-permutation-test.ts";
import { spearmanTTest } from "../statistics/spearman-t-test.ts";
import { cellSelection } from "./cell-selection.ts";
import { chosenPredictor, type ProxyColumns } from "./chosen-predictor.ts";
import { targetsOf } from "./composite.ts";
import { type CorrelationRequest, correlationEstimates } from "./correlation-estimates.ts";
import { type PredictionColumns, predictionColumns } from "./prediction-columns.ts";
import { undefinedEstimate } from "./protocol.ts";
import { proxyMeasures } from "./proxy-measures.ts";
import { type StagePair, stagePairs } from "./stage-pairs.ts";
import type { Workspace } from "./workspace.ts";

/** Two points make a line that always fits: at least three must be left to learn from. */
const LEAST_MIXTURES = 4;

/**
 * RQ2: which proxy before SFT best predicts a target's accuracy after it? Proxies: every benchmark, category and everything,
 * by accuracy, confidence, probability of the right choice and margin to the pick. Targets: the benchmark itself, every
 * category, everything. Each pair has Spearman's ρ and the error of predicting a mixture that the line has not seen
 * (`loo-rmse`, in centred accuracy; `loo-r2` against predicting the mean of the others); `best` is the error of a proxy that
 * the other mixtures chose. Leave-one-out errors have no interval: in a bootstrap replicate the mixture that is left out has
 * copies among the others.
 *
 * Ids: `prediction/SCALE/PROXY/KIND/ID/STAT`, PROXY = `MEASURE-B`, `MEASURE-category-C`, `MEASURE-overall` or `best`.
 */
export function* bestPredictor(work: Workspace): Generator<Estimate | Note> {
  const measures = proxyMeasures(work);
  const columnsOf = predictionColumns();
  for (const pair of stagePairs(work.design))
    for (const { id: scale } of work.design.scales) {
      const place = pair.scalePart(scale);
      const pools = new Map<Target, PoolEntry[]>(aggregates(work).map((target) => [target, []]));
      for (const measure of measures)
        for (const proxy of proxiesOf(work))
          for (const target of proxy.kind === "benchmark" ? [proxy, ...pools.keys()] : pools.keys()) {
            const name = proxyName(measure.id, proxy);
            const columns = columnsOf({ measure, proxy, target, scale, pair });
            if (columns.note && measure.work === work) yield { protocol: "prediction", ...columns.note };
            const request = {
              prefix: estimateId("prediction", place, name, target.kind, target.id),
              pair: columns,
              // a benchmark's prediction of itself belongs with the other benchmarks' of themselves
              family: `prediction/${place}/${target.kind === "benchmark" ? "self" : `${target.kind}/${target.id}`}`,
              from: cellSelection({
                metric: measure.id === "accuracy" ? measure.id : [measure.id, "accuracy"],
                cells: [`${idOf(proxy)}@${pair.before}`, `${idOf(target)}@${pair.after}`],
                scale,
                without: columns.without.length > 0 ? columns.without : undefined,
              }),
            };
            yield* errorEstimates(request.prefix, columns, request.from);
            if (target.kind === "overall") yield* correlationEstimates(work, request, ["spearman"]);
            else yield spearmanAlone(request);
            pools.get(target)?.push({ name, columns });
          }
      for (const [target, pool] of pools) yield* chosenEstimates(target, pool, pair, scale);
    }
}

interface PoolEntry {
  readonly name: string;
  readonly columns: PredictionColumns;
}

function aggregates(work: Workspace): readonly Target[] {
  return targetsOf(work).filter((target) => target.kind !== "benchmark");
}

/** Benchmarks, categories, everything. A benchmark that is named like a category's proxy would give two things one id: it leaves. */
function proxiesOf(work: Workspace): readonly Target[] {
  const taken = new Set(work.design.categories.map((row) => `category-${row.id}`));
  return targetsOf(work).filter((target) => target.kind !== "benchmark" || !taken.has(target.id));
}

function proxyName(measure: string, proxy: Target): string {
  if (proxy.kind === "overall") return `${measure}-overall`;
  return proxy.kind === "category" ? `${measure}-category-${proxy.id}` : `${measure}-${proxy.id}`;
}

function idOf(target: Target): string {
  return target.kind === OVERALL.kind ? target.kind : target.id;
}

/** Spearman's ρ with its test but no bootstrap: hundreds of pairs a target, each with thousands of replicates, would cost the most of all. */
function spearmanAlone({ prefix, pair, family, from }: CorrelationRequest): Estimate {
  const base = {
    id: `${prefix}/spearman`,
    n: pair.n,
    unit: "mixture",
    quantity: "correlation",
    from,
  } as const;
  const [x, y] = pair.columns;
  const value = pair.reason || !x || !y ? null : spearman(x.values, y.values);
  const test = value === null || !x || !y ? null : testOf(value, x.values, y.values);
  if (value === null || !test) return undefinedEstimate(base, pair.reason ?? "constant input");
  const p = { ...test, family: `${family}/spearman` };
  return { ...base, value, intervalReason: "computed for the overall target only", p };
}

/** The exact test where all orders are walked; above, hundreds of pairs have the t approximation, as `cross-benchmark` does. */
function testOf(rho: number, x: readonly number[], y: readonly number[]): PValue | null {
  const n = x.length;
  if (n > MOST_EXACT_UNITS)
    return { value: spearmanTTest(rho, n), method: `t approximation, ${n - 2} degrees of freedom` };
  const test = spearmanPermutationTest(x, y);
  return test && { value: test.p, method: `permutation, ${test.method}` };
}

function* errorEstimates(prefix: string, columns: PredictionColumns, from: string): Generator<Estimate> {
  const common = { n: columns.n, unit: "mixture", from } as const;
  const rmse = { ...common, id: `${prefix}/loo-rmse`, quantity: "prediction error" } as const;
  const r2 = { ...common, id: `${prefix}/loo-r2`, quantity: "share of variance predicted" } as const;
  const [x, y] = columns.columns;
  const reason = columns.reason ?? (columns.n < LEAST_MIXTURES ? "fewer than 4 mixtures" : null);
  const result = reason || !x || !y ? null : leaveOneOutRegression(x.values, y.values);
  yield valueOrReason(rmse, result?.rmse ?? null, reason);
  yield valueOrReason(r2, result?.r2 ?? null, reason);
}

function* chosenEstimates(
  target: Target,
  pool: readonly PoolEntry[],
  pair: StagePair,
  scale: string,
): Generator<Estimate | Note> {
  const defined = pool.filter(({ columns }) => columns.reason === null);
  const most = Math.max(0, ...defined.map(({ columns }) => columns.n));
  const first = defined.find(({ columns }) => columns.n === most);
  const proxies = defined.flatMap(({ name, columns }): ProxyColumns[] => {
    const [x, y] = columns.columns;
    const isCommon = `${columns.used}` === `${first?.columns.used}`;
    return isCommon && x && y ? [{ name, x: x.values, y: y.values }] : [];
  });
  const chosen = chosenPredictor(proxies);
  const reason = chosen ? null : (pair.reason ?? (first ? "fewer than 5 mixtures" : "no proxy is defined"));
  const common = {
    n: most,
    unit: "mixture",
    from: cellSelection({
      metric: "accuracy",
      cells: [`${proxies.length}-proxies@${pair.before}`, `${idOf(target)}@${pair.after}`],
      scale,
    }),
  } as const;
  const prefix = estimateId("prediction", pair.scalePart(scale), "best", target.kind, target.id);
  const rmse = { ...common, id: `${prefix}/loo-rmse`, quantity: "prediction error" } as const;
  const r2 = { ...common, id: `${prefix}/loo-r2`, quantity: "share of variance predicted" } as const;
  yield valueOrReason(rmse, chosen?.rmse ?? null, reason);
  yield valueOrReason(r2, chosen?.r2 ?? null, reason);
  if (chosen)
    yield {
      protocol: "prediction",
      about: `best proxy of ${target.kind}/${target.id} at ${pair.scalePart(scale)}`,
      message: `chosen by the other mixtures: ${tally(chosen.chosen)}`,
    };
}

/** `accuracy-taxonomy 6, confidence-overall 3`, the most frequent first */
function tally(names: readonly string[]): string {
  const counts = Object.entries(Object.groupBy(names, (name) => name)).map(
    ([name, rows]) => [name, rows?.length ?? 0] as const,
  );
  return counts
    .toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");
}

function valueOrReason(
  base: Parameters<typeof undefinedEstimate>[0],
  value: number | null,
  reason: string | null,
): Estimate {
  if (value === null) return undefinedEstimate(base, reason ?? "constant input");
  return { ...base, value, intervalReason: "no interval defined", pReason: "no test defined" };
}
