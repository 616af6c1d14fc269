import { wasm } from "./wasm-code.ts";

/** Bytes of a vector: the most units that fit one. */
export const VECTOR_BYTES = 16;
/** The most and the least that a sum of bytes can be. */
export const LARGEST_SUM = 127;

/**
 * The WebAssembly module behind `countPermutedSums`. It exports `memory` and `count(vectors, end, table, size, n, isUnit, centre,
 * distance, result)`, all but the last five of them addresses; vectors and `isUnit` (ones for units, else zeros) are sixteen
 * bytes each, and the tables of all vectors but the first lie `size` bytes apart:
 *
 * ```text
 * for (draw = table; draw ≠ table + size; draw += n) {
 *   sums = the first vector + Σ each further vector, its bytes put in the order that its table has at the draw
 *   if (|Σ over units of sums² − centre| ≥ distance) count++
 * }
 * *result = count
 * ```
 *
 * @see WebAssembly Core Specification 2.0, §5 (binary format)
 */
export function permutedSumsCode(): Uint8Array<ArrayBuffer> {
  return wasm.module([
    {
      name: "count",
      parameters: 9,
      locals: [
        [5, wasm.I32],
        [1, wasm.V128],
      ],
      body: [
        ...[...get(TABLE), ...get(SIZE), ...i32Add, ...set(LAST)],
        ...repeat(
          ...[...get(VECTORS), ...load(), ...set(SUMS), ...get(VECTORS), ...set(VECTOR), ...get(TABLE), ...set(ORDER)],
          ...repeat(
            ...[...increase(VECTOR, i32(VECTOR_BYTES)), ...get(SUMS)],
            ...[...get(VECTOR), ...load(), ...get(ORDER), ...load()],
            ...[...I8X16_SWIZZLE, ...I8X16_ADD, ...set(SUMS), ...increase(ORDER, get(SIZE))],
            ...[...get(VECTOR), ...get(END), ...i32Differs],
          ),
          // beyond the last unit stands what the next draw begins with
          ...[...get(SUMS), ...get(IS_UNIT), ...load(), ...AND, ...set(SUMS)],
          ...[...squares(0), ...squares(1), ...I32X4_ADD, ...set(SUMS)],
          ...[0, 1, 2, 3].flatMap((lane) => [...get(SUMS), ...vector(0x1b, lane), ...(lane > 0 ? i32Add : [])]),
          ...[...get(CENTRE), ...I32_SUBTRACT, ...set(AWAY)],
          ...[...get(AWAY), ...get(DISTANCE), ...AT_LEAST],
          ...[...i32(0), ...get(AWAY), ...I32_SUBTRACT, ...get(DISTANCE), ...AT_LEAST, ...I32_OR],
          ...[...get(COUNT), ...i32Add, ...set(COUNT)],
          ...[...increase(TABLE, get(N)), ...get(TABLE), ...get(LAST), ...i32Differs],
        ),
        ...[...get(RESULT), ...get(COUNT), ...storeI32(0)],
      ],
    },
  ]);
}

const { get, set, i32, vector, load, i32Add, i32Differs, increase, storeI32, repeat } = wasm;
const [VECTORS, END, TABLE, SIZE, N, IS_UNIT, CENTRE, DISTANCE, RESULT] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const [LAST, VECTOR, ORDER, AWAY, COUNT, SUMS] = [9, 10, 11, 12, 13, 14];
const [I8X16_SWIZZLE, I8X16_ADD, AND] = [vector(0x0e), vector(0x6e), vector(0x4e)];
const I16X8_OF_I8 = [vector(0x87), vector(0x88)];
const [DOT, I32X4_ADD] = [vector(0xba), vector(0xae)];
const [I32_SUBTRACT, AT_LEAST, I32_OR] = [[0x6b], [0x4e], [0x72]];

function squares(half: 0 | 1): number[] {
  return [...get(SUMS), ...I16X8_OF_I8[half]!, ...get(SUMS), ...I16X8_OF_I8[half]!, ...DOT];
}
