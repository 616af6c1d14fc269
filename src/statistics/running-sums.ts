import { binErrorsCode } from "./bin-errors-code.ts";
import { foldedNormalTable, TABLE_END, TABLE_STEPS } from "./folded-normal-table.ts";
import {
  ENTRY_BYTES,
  ERRORS_AT,
  FRAME_BYTES,
  LANES,
  ONE_AT,
  runningSumsCode,
  STEP_BYTES,
  TOTAL_AT,
} from "./running-sums-code.ts";
import { wasm } from "./wasm-code.ts";
import { growTo, wasmInstance } from "./wasm-instance.ts";

/** Items in the order of a walk, at least one; those that one weight moves together are one entry. */
export interface WeightedEntries {
  /** per entry the place of its weight */
  readonly place: ArrayLike<number>;
  /** per entry its items, and how many of them are right */
  readonly count: ArrayLike<number>;
  readonly right: ArrayLike<number>;
  readonly gap: ArrayLike<number>;
  /** units of a gap in 1 */
  readonly one: number;
  /** per k = 0…n, where the run of equal confidences that holds entry k − 1 ends; 0 for k = 0 */
  readonly runEnd: ArrayLike<number>;
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
   * Over the bins b of a replicate, with g = n_b·|d_b| and e = n_b·s_b: Σ g, Σ E|N(g, e²)| and Σ (g² − e²)/n_b. Cut b is
   * where the items reach ⌊(b + 1)·total/PARTS + ½⌋, carried to the end of the run of equal confidences that it falls into; a
   * cut that ties have passed already makes no bin. They mean nothing where no item is drawn.
   */
  readonly absolute: (lane: number) => number;
  readonly folded: (lane: number) => number;
  readonly squared: (lane: number) => number;
}

/** Parts of equal mass that the cuts lie between. */
export const PARTS = 15;
/** More items than any replicate draws. */
const NEVER = 2 ** 31 - 1;

interface Kernel {
  readonly table: Float64Array;
  readonly memory: WebAssembly.Memory;
  readonly add: (entry: number, end: number, weights: number, step: number, frame: number) => void;
  readonly errors: (frame: number, runs: number, table: number) => void;
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
  const { table, memory, add, errors } = kernel;
  const n = entries.place.length;
  let steps = 1;
  while (steps <= n) steps *= 2;
  const frame = steps * STEP_BYTES;
  const tableAt = frame + FRAME_BYTES;
  const entry = tableAt + table.byteLength;
  const weightsAt = entry + n * ENTRY_BYTES;
  const runs = Math.ceil((weightsAt + LANES * places) / 4) * 4;
  growTo(memory, runs + 4 * (n + 1));
  const integers = new Int32Array(memory.buffer);
  const doubles = new Float64Array(memory.buffer);
  const bytes = new Uint8Array(memory.buffer);
  bytes.fill(0, 0, STEP_BYTES).fill(0, frame, tableAt);
  for (let k = n + 1; k < steps; k++) integers.fill(NEVER, 16 * k, 16 * k + LANES);
  for (let e = 0, at = entry; e < n; e++, at += ENTRY_BYTES) {
    integers[at / 4] = entries.place[e]!;
    integers[at / 4 + 1] = entries.count[e]!;
    integers[at / 4 + 2] = entries.right[e]!;
    doubles[at / 8 + 2] = entries.gap[e]!;
  }
  for (let k = 0; k <= n; k++) integers[runs / 4 + k] = STEP_BYTES * entries.runEnd[k]!;
  doubles.set(table, tableAt / 8);
  doubles[(frame + ONE_AT) / 8] = entries.one;
  const [doubledAt, totalsAt, errorsAt] = [frame / 8, (frame + TOTAL_AT) / 4, (frame + ERRORS_AT) / 8];
  return {
    integers,
    doubles,
    steps,
    add(weights, totals, first) {
      for (let lane = 0; lane < LANES; lane++) integers[totalsAt + lane] = Math.max(1, totals[first + lane] ?? 1);
      bytes.set(weights, weightsAt);
      add(entry, weightsAt, weightsAt, 0, frame);
      errors(frame, runs, tableAt);
    },
    doubled: (lane) => doubles[doubledAt + lane]!,
    absolute: (lane) => doubles[errorsAt + lane]!,
    folded: (lane) => doubles[errorsAt + LANES + lane]!,
    squared: (lane) => doubles[errorsAt + 2 * LANES + lane]!,
  };
}

function start(): Kernel {
  const code = wasm.module([runningSumsCode(PARTS), binErrorsCode(PARTS, TABLE_STEPS, TABLE_END)]);
  return { ...wasmInstance<Omit<Kernel, "table">>(code), table: foldedNormalTable() };
}
