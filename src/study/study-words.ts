import type { StudyDesign } from "./design.ts";
import { stageWords } from "./stage-words.ts";
import { type UnitWords, unitWords } from "./unit-words.ts";

/** The study’s own words in the place of the report’s, for what it ranks and for how it trained; null where all of these are its words too. */
export function studyWords(design: Pick<StudyDesign, "unit"> & Partial<StudyDesign>): UnitWords | null {
  const all = [unitWords(design), stageWords(design)].filter((words) => words !== null);
  return all.length === 0 ? null : (text) => all.reduce((said, words) => words(said), text);
}
