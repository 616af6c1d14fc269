import type { StudyRecord } from "../estimates/analysis.ts";
import type { Study } from "../study/study.ts";

/** A study as analysis.json records it: the design, the files with their hashes, and counts. */
export function studyRecord(study: Study): StudyRecord {
  const models = new Set(study.cells.map(({ mixture, scale, seed }) => `${mixture}/${scale}/${seed}`));
  let answers = 0;
  for (const items of study.items.values()) answers += items.item.length;
  return {
    design: study.design,
    files: study.files,
    seeds: [...new Set(study.cells.map((cell) => cell.seed))].toSorted((a, b) => a - b),
    models: models.size,
    cells: study.cells.length,
    answers,
    hasConfidence: study.cells.some((cell) => cell.confidence !== null),
    hasItems: study.items.size > 0,
    ...(study.bins.size > 0 && { hasBins: true }),
    ...([...study.items.values()].some(({ logprobs }) => logprobs !== null) && { hasLogprobs: true }),
  };
}
