import type { PairedColumns } from "./paired-columns.ts";
import type { StagePair } from "./stage-pairs.ts";

/** Columns that compare two stages: undefined where the study has one stage only. A lack of confidence is said first. */
export function acrossStages(columns: PairedColumns, pair: StagePair): PairedColumns {
  return pair.reason && columns.reason !== "no confidence" ? { ...columns, reason: pair.reason } : columns;
}
