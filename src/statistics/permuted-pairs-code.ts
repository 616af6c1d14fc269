import { wasm } from "./wasm-code.ts";

/** Bytes of a vector. */
const VECTOR_BYTES = 16;

/** How wide the numbers of the vectors are: a byte holds 127 units, and is twice as quick. */
export type Width = 8 | 16;

/**
 * The WebAssembly module behind `concordanceByPairs`. It exports `memory` and `sizes(values, end, starts, row, out)`, all of them
 * addresses but `row`, the bytes of a row; a row per place has one whole number of `width` bits for each draw, and `starts` per
 * place how many bytes from `values` the first row is that it is compared with:
 *
 * ```text
 * for (at = 0; at ≠ row; at += 16) {
 *   sum = 0
 *   for (each place) for (other = its start; other ≠ end; other += row) sum += sign(values of other − values of the place)
 *   out = |sum|, 16 bits each
 * }
 * ```
 *
 * @see WebAssembly Core Specification 2.0, §5 (binary format)
 */
export function permutedPairsCode(width: Width): Uint8Array<ArrayBuffer> {
  const [GREATER, ADD, SUBTRACT] = width === 8 ? I8X16 : I16X8;
  const compare = repeat(
    ...[...get(OTHER), ...load(), ...set(THERE)],
    ...[...get(SUM), ...get(HERE), ...get(THERE), ...GREATER, ...ADD],
    ...[...get(THERE), ...get(HERE), ...GREATER, ...SUBTRACT, ...set(SUM)],
    ...[...increase(OTHER, get(ROW)), ...get(OTHER), ...get(LAST), ...i32Differs],
  );
  const totals = width === 8 ? [LOWER, UPPER] : [LOWER];
  const body = repeat(
    ...totals.flatMap((total) => [...ZERO, ...set(total)]),
    ...[...get(VALUES), ...get(AT), ...i32Add, ...set(PLACE), ...get(END), ...get(AT), ...i32Add, ...set(LAST)],
    ...[...get(STARTS), ...set(START)],
    ...repeat(
      ...[...ZERO, ...set(SUM), ...get(PLACE), ...load(), ...set(HERE)],
      ...[...get(VALUES), ...get(AT), ...i32Add, ...get(START), ...loadI32(0), ...i32Add, ...set(OTHER)],
      // if there is any
      ...when([...get(OTHER), ...get(LAST), ...i32Differs], ...compare),
      ...totals.flatMap((total, half) => [
        ...[...get(total), ...get(SUM), ...(width === 8 ? I16X8_OF_I8[half]! : []), ...I16X8[1], ...set(total)],
      ]),
      ...[...increase(START, i32(4)), ...increase(PLACE, get(ROW)), ...get(PLACE), ...get(LAST), ...i32Differs],
    ),
    ...totals.flatMap((total, half) => [...get(OUT), ...get(total), ...I16X8_SIZE, ...store(VECTOR_BYTES * half)]),
    ...[...increase(OUT, i32(VECTOR_BYTES * totals.length)), ...increase(AT, i32(VECTOR_BYTES))],
    ...[...get(AT), ...get(ROW), ...i32Differs],
  );
  return wasm.module([
    {
      name: "sizes",
      parameters: 5,
      locals: [
        [5, wasm.I32],
        [5, wasm.V128],
      ],
      body,
    },
  ]);
}

const { get, set, i32, vector, load, store, ZERO, i32Add, i32Differs, increase, loadI32, repeat, when } = wasm;
const [VALUES, END, STARTS, ROW, OUT] = [0, 1, 2, 3, 4];
const [AT, PLACE, OTHER, START, LAST] = [5, 6, 7, 8, 9];
const [HERE, THERE, SUM, LOWER, UPPER] = [10, 11, 12, 13, 14];
/** greater (−1 where it is), add, subtract */
const I8X16 = [vector(0x27), vector(0x6e), vector(0x71)] as const;
const I16X8 = [vector(0x31), vector(0x8e), vector(0x91)] as const;
const I16X8_OF_I8 = [vector(0x87), vector(0x88)];
const I16X8_SIZE = vector(0x80);
