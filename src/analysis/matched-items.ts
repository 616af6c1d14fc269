import type { CellItems } from "../study/study.ts";

/** The items that one model answered at both stages, in the order of items. Confidences are null unless both stages have them. */
export interface MatchedItems {
  readonly n: number;
  /** numbers of the benchmark's items, ascending */
  readonly item: Uint32Array;
  readonly correctBefore: Uint8Array;
  readonly correctAfter: Uint8Array;
  /** in units of 10⁻⁹ */
  readonly confidenceBefore: Int32Array | null;
  readonly confidenceAfter: Int32Array | null;
}

/** Matches by item; what only one stage has is left out. */
export function matchedItems(before: CellItems, after: CellItems): MatchedItems {
  const isSame = before.item.length === after.item.length && before.item.every((item, i) => item === after.item[i]);
  const [inAfter, inBefore] = isSame ? [null, null] : [new Set(after.item), new Set(before.item)];
  const [keepBefore, keepAfter] = [
    inAfter && Uint8Array.from(before.item, (item) => (inAfter.has(item) ? 1 : 0)),
    inBefore && Uint8Array.from(after.item, (item) => (inBefore.has(item) ? 1 : 0)),
  ];
  const take = <T extends Uint8Array | Int32Array | Uint32Array>(column: T, keep: Uint8Array | null): T =>
    keep ? (column.filter((_, i) => keep[i] === 1) as T) : column;
  const item = take(before.item, keepBefore);
  const hasConfidence = before.confidence !== null && after.confidence !== null;
  return {
    n: item.length,
    item,
    correctBefore: take(before.correct, keepBefore),
    correctAfter: take(after.correct, keepAfter),
    confidenceBefore: hasConfidence && before.confidence ? take(before.confidence, keepBefore) : null,
    confidenceAfter: hasConfidence && after.confidence ? take(after.confidence, keepAfter) : null,
  };
}
