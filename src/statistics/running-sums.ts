import { CUT_PLACES, ENTRY_BYTES, FRAME_BYTES, LANES, runningSumsCode, STEP_BYTES } from "./running-sums-code.ts";

/** Items in the order of a walk, at least one; those that one weight moves together are one entry. */
export interface WeightedEntries {
  /** per entry the place of its weight */
  readonly place: ArrayLike<number>;
  /** per entry its items, and how many of them are right */
  readonly count: ArrayLike<number>;
  readonly right: ArrayLike<number>;
  readonly gap: ArrayLike<number>;
}

/**
 * Sums over the first k = 0…n entries of four replicates. Of replicate `lane`, the items stand at 16·k + lane of `integers`, the
 * right ones at 16·k + 4 + lane, the gap at 8·k + 4 + lane of `doubles`. Beyond n, up to a power of two, stands a number of items
 * that is never reached.
 */
export interface RunningSums {
  readonly integers: Int32Array;
  readonly doubles: Float64Array;
  /** that power of two */
  readonly steps: number;
  /**
   * Adds up four replicates.
   *
   * @param weights for each place its four weights, side by side
   * @param totals the drawn items of all replicates, of which the first here is number `first`
   */
  readonly add: (weights: Uint8Array, totals: Int32Array, first: number) => void;
  /** Σ right·(items before + items after) over the entries of a replicate: an exact integer. */
  readonly doubled: (lane: number) => number;
  /**
   * The smallest k with at least ⌊(part + 1)·total/PARTS + ½⌋ items, or 0 where an earlier part has reached that already; it
   * means nothing where no item is drawn. To be taken once: it is 0 from then on, as `add` needs it.
   */
  readonly takeCut: (lane: number, part: number) => number;
}

/** Parts of equal mass that the cuts lie between. */
export const PARTS = 15;
/** More items than any replicate draws. */
const NEVER = 2 ** 31 - 1;
const PAGE = 65_536;
/** Whole division by the bytes of a step: a quotient that might be no whole number costs more than all else here. */
const STEP_BITS = Math.log2(STEP_BYTES);

interface Kernel {
  readonly memory: WebAssembly.Memory;
  readonly add: (entry: number, end: number, weights: number, step: number, frame: number) => void;
}

let kernel: Kernel | null = null;

/**
 * Running sums of entries under whole weights, four replicates at once on the machine's vector instructions: the innermost loop
 * of the item bootstrap. All share one memory, so the sums are valid until the next call.
 *
 * @param places how many places there are for weights
 */
export function runningSums(entries: WeightedEntries, places: number): RunningSums {
  kernel ??= start();
  const { memory, add } = kernel;
  const n = entries.place.length;
  let steps = 1;
  while (steps <= n) steps *= 2;
  const frame = steps * STEP_BYTES;
  const entry = frame + FRAME_BYTES;
  const weightsAt = entry + n * ENTRY_BYTES;
  const missing = weightsAt + LANES * places - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
  const integers = new Int32Array(memory.buffer);
  const doubles = new Float64Array(memory.buffer);
  const bytes = new Uint8Array(memory.buffer);
  bytes.fill(0, 0, STEP_BYTES).fill(0, frame, entry);
  for (let k = n + 1; k < steps; k++) integers.fill(NEVER, 16 * k, 16 * k + LANES);
  for (let e = 0, at = entry; e < n; e++, at += ENTRY_BYTES) {
    integers[at / 4] = entries.place[e]!;
    integers[at / 4 + 1] = entries.count[e]!;
    integers[at / 4 + 2] = entries.right[e]!;
    doubles[at / 8 + 2] = entries.gap[e]!;
  }
  const [doubledAt, totalsAt, cutsAt] = [frame / 8, frame / 4 + 8, frame / 4 + 16];
  return {
    integers,
    doubles,
    steps,
    add(weights, totals, first) {
      for (let lane = 0; lane < LANES; lane++) integers[totalsAt + lane] = Math.max(1, totals[first + lane] ?? 1);
      bytes.set(weights, weightsAt);
      add(entry, weightsAt, weightsAt, 0, frame);
    },
    doubled: (lane) => doubles[doubledAt + lane]!,
    takeCut(lane, part) {
      const at = cutsAt + CUT_PLACES * lane + part;
      const step = integers[at]! >> STEP_BITS;
      integers[at] = 0;
      return step;
    },
  };
}

function start(): Kernel {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(runningSumsCode(PARTS)));
  return exports as unknown as Kernel;
}
