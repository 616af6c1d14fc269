import type { StudyDesign } from "../study/design.ts";

/** Two stages that a protocol compares, and how their place is written in an id. */
export interface StagePair {
  readonly before: string;
  readonly after: string;
  /** why nothing can be compared: the study has one stage only */
  readonly reason: string | null;
  /** the place of SCALE in an id: `SCALE` for the first and the last stage, `SCALE@A..B` for any other pair */
  readonly scalePart: (scale: string) => string;
}

/**
 * First against last, and where there are more than two stages every consecutive pair (STATISTICS.md §8). A study of one
 * stage gives one pair with a reason, so that its estimates exist and say why they are undefined.
 */
export function stagePairs({ stages }: StudyDesign): readonly StagePair[] {
  const ids = stages.map((stage) => stage.id);
  const before = ids[0]!;
  const after = ids.at(-1)!;
  const outer = {
    before,
    after,
    reason: ids.length < 2 ? "one stage only" : null,
    scalePart: (scale: string) => scale,
  };
  if (ids.length < 3) return [outer];
  const consecutive = ids.slice(1).map((later, k) => ({
    before: ids[k]!,
    after: later,
    reason: null,
    scalePart: (scale: string) => `${scale}@${ids[k]}..${later}`,
  }));
  return [outer, ...consecutive];
}
