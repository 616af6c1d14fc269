import type { StudyDesign } from "../study/design.ts";
import type { StudyFile } from "../study/study.ts";
import type { Estimate, Note } from "./estimate.ts";

/** A study as analysis.json records it: the design as declared, the files with their hashes, and what was found in them. */
export interface StudyRecord {
  readonly design: StudyDesign;
  readonly files: readonly StudyFile[];
  /** ascending */
  readonly seeds: readonly number[];
  /** distinct (mixture, scale, seed): pretrained models */
  readonly models: number;
  readonly cells: number;
  /** item rows: answers given by all models together; 0 without item data */
  readonly answers: number;
  readonly hasConfidence: boolean;
  readonly hasItems: boolean;
  /** true where bins of items stand in for any cell's items, else absent */
  readonly hasBins?: true;
  /** true where any item has the log-probabilities of all choices, else absent */
  readonly hasLogprobs?: true;
}

/** analysis.json, contract 3. Estimates are sorted by id in code units. */
export interface Analysis {
  readonly schema: 1;
  readonly study: StudyRecord;
  readonly estimates: readonly Estimate[];
  readonly notes: readonly Note[];
}

/** What figures, claims and the narrative read: the record of the study and its estimates by id. */
export interface Report {
  readonly study: StudyRecord;
  readonly estimates: ReadonlyMap<string, Estimate>;
  readonly notes: readonly Note[];
}
