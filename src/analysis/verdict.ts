import type { Estimate, Verdict } from "../estimates/estimate.ts";
import { NOISE_LIMITED } from "../estimates/noise-limited.ts";
import { belowThresholdP } from "../statistics/below-threshold-p.ts";
import { benjaminiHochberg } from "../statistics/benjamini-hochberg.ts";
import { mixturesNeeded } from "../statistics/mixtures-needed.ts";

/** ρ*: persistence below this is not useful for choosing a mixture. Stated in the text wherever a verdict is used. */
export const USEFUL_PERSISTENCE = 0.5;

/** A ceiling below this leaves too little signal for any verdict. */
export const LEAST_CEILING = 0.5;

/** The false discovery rate of each family of verdicts. */
export const FALSE_DISCOVERY_RATE = 0.05;

/** A predictor's Spearman estimate and the noise ceiling of the pair it correlates; null where one seed leaves it unknown. */
export interface Candidate {
  readonly estimate: Estimate;
  readonly ceiling: number | null;
}

/**
 * Robust, unreliable or inconclusive, for one family: the benchmarks of one metric × scale × target. An undefined estimate
 * has no verdict. "Inconclusive" is never "unreliable": it says that so many mixtures cannot tell.
 *
 * @see STATISTICS.md §7
 */
export function judgeFamily(family: readonly Candidate[]): Estimate[] {
  const adjusted = benjaminiHochberg(family.map(({ estimate }) => estimate.p?.value ?? null));
  const below = benjaminiHochberg(
    family.map(({ estimate }) =>
      estimate.value === null || estimate.n < 5
        ? null
        : belowThresholdP(estimate.value, estimate.n, USEFUL_PERSISTENCE),
    ),
  );
  return family.map((candidate, k) => {
    const { estimate, ceiling } = candidate;
    if (estimate.value === null) return estimate;
    const [verdict, verdictReason] = judge(candidate, adjusted[k] ?? 1, below[k] ?? 1);
    const needed = verdict === "inconclusive" ? { mixturesNeeded: mixturesNeeded(estimate.value, estimate.n) } : {};
    const added = [
      ...(ceiling === null ? ["ceiling unknown"] : []),
      ...(isBelowCeiling(candidate) ? [NOISE_LIMITED] : []),
    ];
    const flags = added.length > 0 ? { flags: [...(estimate.flags ?? []), ...added] } : {};
    return { ...estimate, verdict, verdictReason, ...needed, ...flags };
  });
}

/** Is noise what leaves the verdict open? With fewer than five mixtures it is their number. */
function isBelowCeiling({ estimate, ceiling }: Candidate): boolean {
  return estimate.n >= 5 && ceiling !== null && ceiling < LEAST_CEILING;
}

function judge({ estimate, ceiling }: Candidate, q: number, qBelow: number): readonly [Verdict, string] {
  const { n, value, interval } = estimate;
  const r = value ?? 0;
  if (n < 5) return ["inconclusive", `${n} mixtures cannot tell`];
  if (ceiling !== null && ceiling < LEAST_CEILING) return ["inconclusive", `noise ceiling ${belowLimit(ceiling)}`];
  if (q <= FALSE_DISCOVERY_RATE && r >= USEFUL_PERSISTENCE && interval && interval.low > 0)
    return ["robust", `at least ${USEFUL_PERSISTENCE}, adjusted p ${print(q)}, interval above 0`];
  if (q <= FALSE_DISCOVERY_RATE && r < 0) return ["unreliable", `negative, adjusted p ${print(q)}`];
  if (qBelow <= FALSE_DISCOVERY_RATE) return ["unreliable", `below ${USEFUL_PERSISTENCE}, adjusted p ${print(qBelow)}`];
  return ["inconclusive", `${n} mixtures cannot tell`];
}

/** Two decimals that stay below the limit: 0.498 is not 0.50. */
function belowLimit(ceiling: number): string {
  return Math.min(ceiling, LEAST_CEILING - 0.01).toFixed(2);
}

function print(p: number): string {
  return p < 0.001 ? "below 0.001" : p.toFixed(3);
}
