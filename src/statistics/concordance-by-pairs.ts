import { PERMUTATIONS, permutationTable } from "./permutation-table.ts";
import { permutedPairsCode, type Width } from "./permuted-pairs-code.ts";
import { runEnds } from "./run-ends.ts";
import { growTo, wasmInstance } from "./wasm-instance.ts";

interface Kernel {
  readonly memory: WebAssembly.Memory;
  readonly sizes: (...parts: readonly number[]) => void;
}

/** With more units a sum over pairs may pass 16 bits. */
export const MOST_PAIRED_UNITS = 256;
/** The most whose sums over one unit's pairs fit a byte. */
const MOST_IN_BYTES = 127;
/** Draws that are done together: what they hold fits a processor's cache. */
const BATCH = 1024;

const kernels = new Map<Width, Kernel>();

/**
 * |C − D| of every random order, pair by pair, on the machine's vector instructions: eight or sixteen orders at once.
 *
 * @param a an ascending pattern: places that are equal in it make no pair
 * @param b ascending; place i of an order takes the element of b that the order names. At most `MOST_PAIRED_UNITS`
 */
export function concordanceByPairs(a: readonly number[], b: readonly number[]): Float64Array {
  const n = a.length;
  if (n > MOST_PAIRED_UNITS) throw new RangeError(`concordanceByPairs: ${n} units, at most ${MOST_PAIRED_UNITS}`);
  const width: Width = n <= MOST_IN_BYTES ? 8 : 16;
  const kernel = kernels.get(width) ?? wasmInstance<Kernel>(permutedPairsCode(width));
  kernels.set(width, kernel);
  const { memory } = kernel;
  const row = (BATCH * width) / 8;
  const [starts, out] = [0, 4 * MOST_PAIRED_UNITS];
  const values = out + 2 * BATCH;
  growTo(memory, values + row * n);
  const held = new (width === 8 ? Int8Array : Int16Array)(memory.buffer, values, BATCH * n);
  const made = new Int16Array(memory.buffer, out, BATCH);
  new Int32Array(memory.buffer, starts).set(runEnds(a).map((end) => end * row));
  const table = permutationTable(n);
  const lower = Int16Array.from(b, (value) => b.indexOf(value));
  const sizes = new Float64Array(PERMUTATIONS);
  for (let first = 0; first < PERMUTATIONS; first += BATCH) {
    const draws = Math.min(BATCH, PERMUTATIONS - first);
    for (let draw = 0, from = first * n; draw < draws; draw++)
      for (let i = 0, to = draw; i < n; i++, to += BATCH) held[to] = lower[table[from++]!]!;
    kernel.sizes(values, values + row * n, starts, row, out);
    sizes.set(made.subarray(0, draws), first);
  }
  return sizes;
}
