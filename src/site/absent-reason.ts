import type { StudyRecord } from "../estimates/analysis.ts";
import { covariatesOf } from "../study/covariates-of.ts";

/** Protocols that compare the first stage with the last. */
const ACROSS_STAGES: ReadonlySet<string> = new Set([
  "rank-persistence",
  "persistence-difference",
  "predictor",
  "cross-benchmark",
  "coherence-change",
  "covariate",
  "alignment-change",
  "item-transition",
  "item-confidence",
]);

/** Protocols that need single answers, and those that take bins of them as well. */
const OF_ITEMS: ReadonlySet<string> = new Set(["item-transition", "item-confidence"]);
const OF_BINS: ReadonlySet<string> = new Set(["calibration", "reliability-curve"]);

/** Why a study has no estimate of an id that its design allows, as a phrase: what was not recorded, or what there is but one of. */
export function absentReason(id: string, { design, hasConfidence, hasItems, hasBins }: StudyRecord): string {
  const parts = id.split("/");
  const [protocol = ""] = parts;
  if (protocol === "covariate" && covariatesOf(design).length === 0) return "no covariates";
  if (ACROSS_STAGES.has(protocol) && design.stages.length < 2) return "one stage only";
  if (!hasConfidence && (parts.includes("confidence") || /^(calibration|alignment)/.test(protocol)))
    return "no confidence";
  if (!hasItems && (OF_ITEMS.has(protocol) || (!hasBins && OF_BINS.has(protocol)))) return "no item data";
  return "not computed in this study";
}
