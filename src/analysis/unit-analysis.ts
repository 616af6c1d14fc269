import type { Analysis } from "../estimates/analysis.ts";
import type { Estimate } from "../estimates/estimate.ts";
import { type UnitWords, unitWords } from "../study/unit-words.ts";

/**
 * An analysis in the study's own word for “mixture”: estimates have its id as their `unit`, and reasons, methods, flags and notes
 * have the word. Ids and selections of cells stay: they name columns of the data.
 *
 * @returns the analysis as it is for a study that calls its units mixtures
 */
export function unitAnalysis(analysis: Analysis): Analysis {
  const { design } = analysis.study;
  const words = unitWords(design);
  if (!design.unit || !words) return analysis;
  const unit = design.unit.id;
  return {
    ...analysis,
    estimates: analysis.estimates.map((estimate) => inWords(estimate, unit, words)),
    notes: analysis.notes.map((note) => ({ ...note, message: words(note.message) })),
  };
}

function inWords(estimate: Estimate, unit: string, words: UnitWords): Estimate {
  const { reason, interval, intervalReason, p, pReason, verdictReason, flags } = estimate;
  return {
    ...estimate,
    unit: estimate.unit === "mixture" ? unit : estimate.unit,
    quantity: words(estimate.quantity),
    ...(reason !== undefined && { reason: words(reason) }),
    ...(interval && { interval: { ...interval, method: words(interval.method) } }),
    ...(intervalReason !== undefined && { intervalReason: words(intervalReason) }),
    ...(p && { p: { ...p, method: words(p.method) } }),
    ...(pReason !== undefined && { pReason: words(pReason) }),
    ...(verdictReason !== undefined && { verdictReason: words(verdictReason) }),
    ...(flags && { flags: flags.map(words) }),
  };
}
