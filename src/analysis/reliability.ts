import type { Estimate, Note } from "../estimates/estimate.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { icc } from "../statistics/icc.ts";
import { signalToNoise } from "../statistics/signal-to-noise.ts";
import { absence } from "./absence.ts";
import { interval } from "./bootstrap-interval.ts";
import { cellSelection } from "./cell-selection.ts";
import { undefinedEstimate } from "./protocol.ts";
import { strata } from "./strata.ts";
import type { Place, Workspace } from "./workspace.ts";

/**
 * How far seeds agree on the order of mixtures, per benchmark, stage and scale: ICC(1,k) of the level shown (`icc`), ICC(1,1)
 * of a single seed (`icc1`), and the signal-to-noise ratio (`snr`). One-way random effects, mixtures × seeds.
 *
 * @see STATISTICS.md §6
 */
export function* reliability(work: Workspace): Generator<Estimate | Note> {
  for (const { metric, scale } of strata(work.design))
    for (const { id: stage } of work.design.stages)
      for (const { id: benchmark } of work.design.benchmarks) {
        const place = { metric, scale, stage };
        const groups = work.seedValues(place, benchmark).flatMap((row) => (row ? [row.values] : []));
        const prefix = estimateId("reliability", metric, scale, stage, benchmark);
        const common = {
          n: groups.length,
          unit: "mixture",
          from: cellSelection({ metric, scale, stage, benchmark }),
        } as const;
        const bases = {
          icc: { ...common, id: `${prefix}/icc`, quantity: "reliability" },
          icc1: { ...common, id: `${prefix}/icc1`, quantity: "reliability" },
          snr: { ...common, id: `${prefix}/snr`, quantity: "signal-to-noise ratio" },
        } as const;
        const reason = reasonOf(work, place, benchmark, groups);
        const result = reason ? null : icc(groups);
        if (!result) {
          for (const base of [bases.icc, bases.icc1, bases.snr])
            yield undefinedEstimate(base, reason ?? "no variation");
          continue;
        }
        // without any spread of mixtures it is −∞, whatever rounding makes of that for unequal numbers of seeds
        yield withLimits(bases.icc, result.msb === 0 ? null : result.icck, result.icckInterval, isBalanced(groups));
        yield withLimits(bases.icc1, result.icc1, result.icc1Interval, isBalanced(groups));
        const ratio = signalToNoise(groups);
        yield ratio
          ? withLimits(bases.snr, ratio.value, ratio.interval, isBalanced(groups))
          : undefinedEstimate(bases.snr, "no variation");
      }
}

function reasonOf(
  work: Workspace,
  place: Place,
  benchmark: string,
  groups: readonly (readonly number[])[],
): string | null {
  if (groups.length === 0) return absence(work, place, benchmark);
  if (groups.length < 2) return "fewer than 2 mixtures";
  return groups.every((values) => values.length < 2) ? "one seed" : null;
}

function isBalanced(groups: readonly (readonly number[])[]): boolean {
  return groups.every((values) => values.length === groups[0]?.length);
}

function withLimits(
  base: Pick<Estimate, "id" | "n" | "unit" | "quantity" | "from">,
  value: number | null,
  limits: readonly [number, number] | null,
  balanced: boolean,
): Estimate {
  if (value === null) return undefinedEstimate(base, "no variation");
  const spread = limits
    ? interval(...limits, "F distribution")
    : { intervalReason: balanced ? "no variation" : "unequal numbers of seeds" };
  return { ...base, value, ...spread, pReason: "no test defined" };
}
