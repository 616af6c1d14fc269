/** The rows of one cell while they are read: growing columns, in the order of reading. */
export interface ItemCell {
  /** index in the design, as scale, stage and benchmark are */
  readonly mixture: number;
  readonly scale: number;
  readonly seed: number;
  readonly stage: number;
  readonly benchmark: number;
  rows: number;
  /** numbers of `ItemIds` */
  item: Uint32Array<ArrayBuffer>;
  correct: Uint8Array<ArrayBuffer>;
  /** billionths, or MISSING; so are the next two */
  confidence: Int32Array<ArrayBuffer>;
  correctProb: Int32Array<ArrayBuffer>;
  optionMass: Int32Array<ArrayBuffer>;
  picked: Int16Array<ArrayBuffer>;
  /** rows × choices; null without the column, or where it is empty */
  logprobs: Float64Array<ArrayBuffer> | null;
  /** where each row stands, for the message about a second one */
  line: Uint32Array<ArrayBuffer>;
  /** the files that rows came from, and the first row of each */
  readonly files: { readonly shown: string; readonly from: number }[];
  /** 1 for the number of an item that has a row */
  seen: Uint8Array<ArrayBuffer>;
}

/** A value of a column that is not there, or is empty. */
export const MISSING = -1;

const FIRST_ROWS = 256;

/** A cell without rows. */
export function itemCell(ids: Pick<ItemCell, "mixture" | "scale" | "seed" | "stage" | "benchmark">): ItemCell {
  return {
    ...ids,
    rows: 0,
    item: new Uint32Array(FIRST_ROWS),
    correct: new Uint8Array(FIRST_ROWS),
    confidence: new Int32Array(FIRST_ROWS),
    correctProb: new Int32Array(FIRST_ROWS),
    optionMass: new Int32Array(FIRST_ROWS),
    picked: new Int16Array(FIRST_ROWS),
    logprobs: null,
    line: new Uint32Array(FIRST_ROWS),
    files: [],
    seen: new Uint8Array(FIRST_ROWS),
  };
}

/** Marks an item as answered. Returns false when it already was. */
export function claimItem(cell: ItemCell, item: number): boolean {
  if (item >= cell.seen.length) {
    const wider = new Uint8Array(Math.max(item + 1, 2 * cell.seen.length));
    wider.set(cell.seen);
    cell.seen = wider;
  }
  if (cell.seen[item] === 1) return false;
  cell.seen[item] = 1;
  return true;
}

/** Doubles the room for rows. */
export function growItemCell(cell: ItemCell): void {
  const capacity = 2 * cell.item.length;
  const wider = <T extends { set(from: T): void }>(to: T, from: T): T => {
    to.set(from);
    return to;
  };
  cell.item = wider(new Uint32Array(capacity), cell.item);
  cell.correct = wider(new Uint8Array(capacity), cell.correct);
  cell.confidence = wider(new Int32Array(capacity), cell.confidence);
  cell.correctProb = wider(new Int32Array(capacity), cell.correctProb);
  cell.optionMass = wider(new Int32Array(capacity), cell.optionMass);
  cell.picked = wider(new Int16Array(capacity), cell.picked);
  cell.line = wider(new Uint32Array(capacity), cell.line);
  if (cell.logprobs) cell.logprobs = wider(new Float64Array(2 * cell.logprobs.length), cell.logprobs);
}

/** Where the row of an item stands. */
export function itemPlace(cell: ItemCell, item: number): { readonly file: string; readonly line: number } {
  const row = cell.item.subarray(0, cell.rows).indexOf(item);
  const file = cell.files.findLast(({ from }) => from <= row);
  return { file: file?.shown ?? "", line: cell.line[row] ?? 0 };
}
