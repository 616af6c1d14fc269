import type { Place, Workspace } from "./workspace.ts";

/**
 * Why a benchmark has no level at a place: its models were evaluated there but gave no confidence, or nothing was evaluated.
 *
 * @param mixture index of the one mixture that is asked about; without it, all of them
 */
export function absence(
  work: Workspace,
  { metric, scale, stage }: Place,
  benchmark: string,
  mixture?: number,
): "no confidence" | "missing stage" {
  if (metric === "accuracy") return "missing stage";
  if (!work.hasConfidence) return "no confidence";
  const accuracies = work.levels({ metric: "accuracy", scale, stage }, benchmark);
  const isEvaluated =
    mixture === undefined ? accuracies.some((level) => level !== null) : (accuracies[mixture] ?? null) !== null;
  return isEvaluated ? "no confidence" : "missing stage";
}
