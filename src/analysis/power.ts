import type { Estimate } from "../estimates/estimate.ts";
import { estimateId, OVERALL } from "../estimates/estimate-id.ts";
import { detectableCorrelation } from "../statistics/detectable-correlation.ts";
import { icc } from "../statistics/icc.ts";
import { quantile } from "../statistics/quantile.ts";
import { spearmanBrown } from "../statistics/spearman-brown.ts";
import { cellSelection } from "./cell-selection.ts";
import { selectComplete } from "./composite.ts";
import { undefinedEstimate } from "./protocol.ts";
import { seedGroups } from "./seed-groups.ts";
import { stagePairs } from "./stage-pairs.ts";
import { strata } from "./strata.ts";
import type { Place, SeedValues, Workspace } from "./workspace.ts";

/** The designs that the power page compares. */
export const POWER_MIXTURES = [5, 6, 7, 8, 9, 12, 15, 20, 30] as const;
export const POWER_SEEDS = [1, 2, 3, 5] as const;

/**
 * With m mixtures and k seeds, which persistence is detected with 80 % power by one two-sided test at .05? The smallest
 * latent correlation, from the study's own noise: ICC(1,1) before and after, stepped up to k seeds by Spearman and Brown,
 * gives the ceiling (a negative ICC counts 0). `detectable-correlation` is of a typical benchmark, by the medians over
 * benchmarks, which n counts; `detectable-overall` of the overall composite, whose benchmarks n counts. Seed errors of the
 * two stages are taken as independent.
 *
 * Ids: `power/METRIC/SCALE/m-M/k-K/detectable-correlation`, `…/detectable-overall`.
 *
 * @see detectableCorrelation; STATISTICS.md §4, §6
 */
export function* power(work: Workspace): Generator<Estimate> {
  for (const pair of stagePairs(work.design))
    for (const { metric, scale } of strata(work.design)) {
      const places = [pair.before, pair.after].map((stage) => ({ metric, scale, stage }));
      const noConfidence = metric === "confidence" && !work.hasConfidence ? "no confidence" : null;
      const from = cellSelection({ metric, scale, stage: [pair.before, pair.after] });
      for (const [name, noise] of [
        ["detectable-correlation", typicalBenchmark(work, places)],
        ["detectable-overall", overallComposite(work, places)],
      ] as const)
        for (const m of POWER_MIXTURES)
          for (const k of POWER_SEEDS) {
            const base = {
              id: estimateId("power", metric, pair.scalePart(scale), `m-${m}`, `k-${k}`, name),
              n: noise.benchmarks,
              unit: "benchmark",
              quantity: "latent correlation",
              from,
            } as const;
            const reason = noConfidence ?? pair.reason ?? (noise.single ? null : "one seed");
            const value = reason ? null : detectableCorrelation({ n: m, ceiling: ceiling(noise.single!, k) }).latent;
            yield value === null
              ? undefinedEstimate(base, reason ?? "no correlation is detectable")
              : { ...base, value, intervalReason: "no interval defined", pReason: "no test defined" };
          }
    }
}

/** ICC(1,1) at each place, and over how many benchmarks; null where no seeds are repeated. */
interface SeedNoise {
  readonly single: readonly number[] | null;
  readonly benchmarks: number;
}

function typicalBenchmark(work: Workspace, places: readonly Place[]): SeedNoise {
  const rows = places.map((place) => singleSeed(work, place));
  const benchmarks = Math.min(...rows.map((row) => row.length));
  return { single: benchmarks > 0 ? rows.map((row) => quantile(row, 0.5)) : null, benchmarks };
}

function overallComposite(work: Workspace, places: readonly Place[]): SeedNoise {
  const selection = selectComplete(work, OVERALL, places);
  if (!selection) return { single: null, benchmarks: 0 };
  const single = places.map((place) => iccOf(seedGroups(work, OVERALL, place, selection) ?? []));
  const benchmarks = selection.categories.reduce((total, row) => total + row.benchmarks.length, 0);
  return { single: single.every((value) => value !== null) ? single : null, benchmarks };
}

/** ICC(1,1) of every benchmark that has it, ascending. */
function singleSeed(work: Workspace, place: Place): readonly number[] {
  return work.benchmarks.flatMap(({ id }) => iccOf(work.seedValues(place, id)) ?? []).toSorted((a, b) => a - b);
}

function iccOf(rows: readonly (SeedValues | null)[]): number | null {
  const groups = rows.flatMap((row) => (row ? [row.values] : []));
  return groups.length < 2 ? null : (icc(groups)?.icc1 ?? null);
}

function ceiling(single: readonly number[], seeds: number): number {
  return Math.sqrt(single.reduce((product, value) => product * spearmanBrown(Math.max(0, value), seeds), 1));
}
