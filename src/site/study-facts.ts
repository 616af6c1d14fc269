import type { StudyRecord } from "../estimates/analysis.ts";
import { formatNumber } from "../estimates/format-number.ts";

/** The size of a study, as pairs for its readers: mixtures, scales, seeds, benchmarks, models, answers. */
export function studyFacts(study: StudyRecord): { readonly name: string; readonly value: string }[] {
  const { design, seeds, models, cells, answers } = study;
  const counts: [string, number][] = [
    ["Mixtures", design.mixtures.length],
    ["Scales", design.scales.length],
    ["Stages", design.stages.length],
    ["Seeds", seeds.length],
    ["Benchmarks", design.benchmarks.length],
    ["Models", models],
    answers > 0 ? ["Answers", answers] : ["Results", cells],
  ];
  return counts.map(([name, count]) => ({ name, value: formatNumber(count, 0) }));
}
