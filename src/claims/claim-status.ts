import type { Report } from "../estimates/analysis.ts";
import type { Estimate } from "../estimates/estimate.ts";
import { type ConditionProblem, type ConditionResult, condition } from "./condition.ts";

export const CLAIM_STATUSES = ["holds", "fails", "cannot tell"] as const;
export type ClaimStatus = (typeof CLAIM_STATUSES)[number];

export interface ClaimConditions {
  /** the claim holds if this does */
  readonly when: string;
  /** the claim fails if this holds; without it, the claim fails whenever `when` does */
  readonly unless?: string | undefined;
}

export interface ClaimDecision {
  readonly status: ClaimStatus;
  /** what was undefined, where that is why nobody can tell */
  readonly reason: string | null;
  readonly asked: readonly Estimate[];
  readonly globs: readonly { readonly glob: string; readonly size: number }[];
  readonly problems: readonly (ConditionProblem & { readonly of: "when" | "unless" })[];
}

/**
 * The status of a claim: *fails* when `unless` is true, *holds* when `when` is true and `unless` is not, *fails* when `when`
 * is false and there is no `unless`; *cannot tell* in all other cases, which are those between the two conditions and
 * those that an undefined estimate would have to decide.
 */
export function claimStatus({ when, unless }: ClaimConditions, report: Report): ClaimDecision {
  const holds = condition(when, report);
  const fails = unless === undefined ? null : condition(unless, report);
  const results = fails ? [holds, fails] : [holds];
  const asked = new Map(results.flatMap((result) => result.asked.map((one) => [one.id, one] as const)));
  const globs = new Map(results.flatMap((result) => result.globs.map((one) => [one.glob, one] as const)));
  const status = decide(holds, fails);
  return {
    status,
    reason: status === "cannot tell" ? (holds.reason ?? fails?.reason ?? null) : null,
    asked: [...asked.values()],
    globs: [...globs.values()],
    problems: [
      ...holds.problems.map((problem) => ({ ...problem, of: "when" as const })),
      ...(fails?.problems ?? []).map((problem) => ({ ...problem, of: "unless" as const })),
    ],
  };
}

function decide(holds: ConditionResult, fails: ConditionResult | null): ClaimStatus {
  if (fails === null) return holds.truth === null ? "cannot tell" : holds.truth ? "holds" : "fails";
  if (fails.truth === true) return "fails";
  return holds.truth === true && fails.truth === false ? "holds" : "cannot tell";
}
