import type { CellItems } from "./study.ts";

/** A value of a column that is not there, or is empty. */
export const MISSING = -1;

/** The rows of one cell while they are read: growing columns, in the order of reading. */
export class ItemCell {
  readonly mixture: number;
  readonly scale: number;
  readonly seed: number;
  readonly stage: number;
  readonly benchmark: number;
  rows = 0;
  /** numbers of `ItemIds` */
  item: Uint32Array<ArrayBuffer>;
  correct: Uint8Array<ArrayBuffer>;
  confidence: Int32Array<ArrayBuffer>;
  correctProb: Int32Array<ArrayBuffer>;
  optionMass: Int32Array<ArrayBuffer>;
  picked: Int16Array<ArrayBuffer>;
  /** where each row stands, for the message about a second one */
  line: Uint32Array<ArrayBuffer>;
  /** the files that rows came from, and the first row of each */
  readonly files: { readonly shown: string; readonly from: number }[] = [];
  private seen = new Uint8Array(256);

  constructor(mixture: number, scale: number, seed: number, stage: number, benchmark: number, capacity: number) {
    this.mixture = mixture;
    this.scale = scale;
    this.seed = seed;
    this.stage = stage;
    this.benchmark = benchmark;
    this.item = new Uint32Array(capacity);
    this.correct = new Uint8Array(capacity);
    this.confidence = new Int32Array(capacity);
    this.correctProb = new Int32Array(capacity);
    this.optionMass = new Int32Array(capacity);
    this.picked = new Int16Array(capacity);
    this.line = new Uint32Array(capacity);
  }

  /** Marks an item as answered. Returns false when it already was. */
  claim(item: number): boolean {
    if (item >= this.seen.length) {
      const wider = new Uint8Array(Math.max(item + 1, 2 * this.seen.length));
      wider.set(this.seen);
      this.seen = wider;
    }
    if (this.seen[item] === 1) return false;
    this.seen[item] = 1;
    return true;
  }

  grow(): void {
    const capacity = 2 * this.item.length;
    const wider = <T extends { set(from: T): void }>(to: T, from: T): T => {
      to.set(from);
      return to;
    };
    this.item = wider(new Uint32Array(capacity), this.item);
    this.correct = wider(new Uint8Array(capacity), this.correct);
    this.confidence = wider(new Int32Array(capacity), this.confidence);
    this.correctProb = wider(new Int32Array(capacity), this.correctProb);
    this.optionMass = wider(new Int32Array(capacity), this.optionMass);
    this.picked = wider(new Int16Array(capacity), this.picked);
    this.line = wider(new Uint32Array(capacity), this.line);
  }

  /** Where the row of an item stands. */
  placeOf(item: number): { readonly file: string; readonly line: number } {
    const row = this.item.subarray(0, this.rows).indexOf(item);
    const file = this.files.findLast(({ from }) => from <= row);
    return { file: file?.shown ?? "", line: this.line[row] ?? 0 };
  }

  /** The rows sorted by item, with `rank[number]` the place of an item in the sorted ids. */
  sorted(rank: Uint32Array): CellItems {
    const { rows } = this;
    const ranks = new Uint32Array(rows);
    let ascending = true;
    for (let row = 0; row < rows; row++) {
      ranks[row] = rank[this.item[row]!]!;
      if (row > 0 && ranks[row]! < ranks[row - 1]!) ascending = false;
    }
    const order = ascending ? null : Uint32Array.from(ranks.keys()).sort((a, b) => ranks[a]! - ranks[b]!);
    const arranged = <T extends Uint32Array | Uint8Array | Int32Array | Int16Array>(column: T): T => {
      const copy = column.slice(0, rows) as T;
      if (order !== null) for (let row = 0; row < rows; row++) copy[row] = column[order[row]!]!;
      return copy;
    };
    const where = <T extends Int32Array | Int16Array>(column: T): T | null =>
      rows === 0 || column[0] === MISSING ? null : arranged(column);
    return {
      item: arranged(ranks),
      correct: arranged(this.correct),
      confidence: where(this.confidence),
      correctProb: where(this.correctProb),
      optionMass: where(this.optionMass),
      picked: where(this.picked),
    };
  }
}
