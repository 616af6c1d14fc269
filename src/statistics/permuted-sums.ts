import { PERMUTATIONS, permutationTable } from "./permutation-table.ts";
import { LARGEST_SUM, permutedSumsCode, VECTOR_BYTES } from "./permuted-sums-code.ts";
import { growTo, wasmInstance } from "./wasm-instance.ts";

interface Kernel {
  readonly memory: WebAssembly.Memory;
  readonly count: (...parts: readonly number[]) => void;
}

/** The result and which bytes are units; the vectors follow. */
const [RESULT, IS_UNIT, VECTORS] = [0, VECTOR_BYTES, 2 * VECTOR_BYTES];
const MOST_VECTORS = LARGEST_SUM;
const TABLES = VECTORS + VECTOR_BYTES * MOST_VECTORS;

/** One per number of units, with the tables that it has so far. */
const kernels = new Map<number, { readonly kernel: Kernel; tables: number }>();

/**
 * Of the 99,999 draws that permute every vector but the first by its own table (`permutationTable(n, j)` for the j-th), how many
 * have Σ over units (Σ vectors)² at least `distance` from `centre`: sixteen units at once on the machine's vector instructions.
 *
 * @param vectors two or more, n whole numbers each
 * @param distance a positive whole number
 * @returns null where units or sums do not fit a vector of bytes: more than 16 units, or a sum that may pass ±127
 */
export function countPermutedSums(
  vectors: readonly ArrayLike<number>[],
  centre: number,
  distance: number,
): number | null {
  const n = vectors[0]!.length;
  const largest = vectors.reduce((total, vector) => total + Math.max(...Array.from(vector, Math.abs)), 0);
  if (n > VECTOR_BYTES || largest > LARGEST_SUM || vectors.length > MOST_VECTORS) return null;
  const { memory, count } = kernelOf(n, vectors.length - 1);
  const bytes = new Int8Array(memory.buffer);
  bytes.fill(-1, IS_UNIT, IS_UNIT + n);
  vectors.forEach((vector, k) => {
    bytes.set(vector, VECTORS + VECTOR_BYTES * k);
  });
  const end = VECTORS + VECTOR_BYTES * (vectors.length - 1);
  count(VECTORS, end, TABLES, PERMUTATIONS * n, n, IS_UNIT, centre, distance, RESULT);
  return new Int32Array(memory.buffer)[RESULT]!;
}

function kernelOf(n: number, tables: number): Kernel {
  const size = PERMUTATIONS * n;
  const known = kernels.get(n) ?? { kernel: wasmInstance<Kernel>(permutedSumsCode()), tables: 0 };
  kernels.set(n, known);
  const { memory } = known.kernel;
  growTo(memory, TABLES + size * tables + VECTOR_BYTES);
  const bytes = new Uint8Array(memory.buffer);
  while (known.tables < tables) {
    bytes.set(permutationTable(n, known.tables + 1), TABLES + size * known.tables);
    known.tables++;
  }
  return known.kernel;
}
