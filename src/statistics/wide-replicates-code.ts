import { BLOCK } from "./replicate-kernel-code.ts";
import { wasm } from "./wasm-code.ts";

/**
 * The WebAssembly module behind `wideReplicates`. All columns are of i16, one value per replicate, and lie `stride` bytes apart; what
 * goes to `out` is of i32:
 *
 * ```text
 * dots(x, y, weights, stride, size, out)             out = Σ weight · x · y over columns; weight · x within 16 bits
 * signedPairs(list, listEnd, weights, stride, out)   for (unit of list)
 *   out += weight of the unit · (Σ weights of the unit's plus − Σ weights of its minus)
 * ```
 *
 * A unit of the list is the address where its plus ends, that where its minus ends, and the offsets of its plus and its minus. The
 * units are in the order of their weights. `size` is that of all columns.
 */
export function wideReplicatesCode(): Uint8Array<ArrayBuffer> {
  return wasm.module([dots(), signedPairs()]);
}

const { get, set, i32, vector, load, store, ZERO, i32Add, i32Differs, increase, loadI32, repeat, when, I32, V128 } =
  wasm;
const [I16X8_ADD, I16X8_SUBTRACT, I16X8_MULTIPLY, I32X4_ADD] = [vector(0x8e), vector(0x91), vector(0x95), vector(0xae)];
/** The lower and the upper half of the products of two vectors of i16. */
const I32X4_PRODUCT_OF_I16 = [vector(0xbc), vector(0xbd)];
const VECTOR_BYTES = 16;

function dots() {
  const [X, Y, WEIGHTS, STRIDE, SIZE, OUT] = [0, 1, 2, 3, 4, 5];
  const [AT, PLACE, LAST, ONE, OTHER, ...SUMS] = [6, 7, 8, 9, 10, 11, 12] as const;
  const of = (column: number) => [...get(column), ...get(PLACE), ...i32Add, ...load()];
  const body = repeat(
    ...SUMS.flatMap((sum) => [...ZERO, ...set(sum)]),
    ...[...get(AT), ...set(PLACE), ...get(AT), ...get(SIZE), ...i32Add, ...set(LAST)],
    ...repeat(
      ...[...of(X), ...of(WEIGHTS), ...I16X8_MULTIPLY, ...set(ONE), ...of(Y), ...set(OTHER)],
      ...SUMS.flatMap((sum, half) => [
        ...[...get(sum), ...get(ONE), ...get(OTHER), ...I32X4_PRODUCT_OF_I16[half]!, ...I32X4_ADD, ...set(sum)],
      ]),
      ...[...increase(PLACE, get(STRIDE)), ...get(PLACE), ...get(LAST), ...i32Differs],
    ),
    ...SUMS.flatMap((sum, half) => [...get(OUT), ...get(sum), ...store(VECTOR_BYTES * half)]),
    ...[...increase(OUT, i32(2 * VECTOR_BYTES)), ...increase(AT, i32(VECTOR_BYTES))],
    ...[...get(AT), ...get(STRIDE), ...i32Differs],
  );
  return {
    name: "dots",
    parameters: 6,
    locals: [
      [3, I32],
      [4, V128],
    ] as const,
    body,
  };
}

function signedPairs() {
  const [LIST, LIST_END, WEIGHTS, STRIDE, OUT] = [0, 1, 2, 3, 4];
  const [AT, PLACE, PLUS_END, MINUS_END, COLUMN, OTHER, BASE] = [5, 6, 7, 8, 9, 10, 11];
  const VECTORS = [12, 13];
  const SUMS = [14, 15, 16, 17];
  const isLeft = (end: number) => [...get(PLACE), ...get(end), ...i32Differs];
  // if there is any: repeat until the end
  const each = (end: number, operation: readonly number[]) =>
    when(
      isLeft(end),
      ...repeat(
        ...[...get(PLACE), ...loadI32(0), ...get(BASE), ...i32Add, ...set(OTHER), ...increase(PLACE, i32(4))],
        ...VECTORS.flatMap((own, k) => [
          ...[...get(own), ...get(OTHER), ...load(VECTOR_BYTES * k), ...operation, ...set(own)],
        ]),
        ...isLeft(end),
      ),
    );
  const body = repeat(
    ...[...SUMS.flatMap((sum) => [...ZERO, ...set(sum)]), ...get(LIST), ...set(PLACE)],
    ...[...get(WEIGHTS), ...get(AT), ...i32Add, ...set(BASE), ...get(BASE), ...set(COLUMN)],
    ...repeat(
      ...VECTORS.flatMap((own) => [...ZERO, ...set(own)]),
      ...[...get(PLACE), ...loadI32(0), ...set(PLUS_END), ...get(PLACE), ...loadI32(4), ...set(MINUS_END)],
      ...[...increase(PLACE, i32(8)), ...each(PLUS_END, I16X8_ADD), ...each(MINUS_END, I16X8_SUBTRACT)],
      ...VECTORS.flatMap((own, k) =>
        I32X4_PRODUCT_OF_I16.flatMap((product, half) => {
          const sum = SUMS[2 * k + half]!;
          const weight = [...get(COLUMN), ...load(VECTOR_BYTES * k)];
          return [...get(sum), ...get(own), ...weight, ...product, ...I32X4_ADD, ...set(sum)];
        }),
      ),
      ...[...increase(COLUMN, get(STRIDE)), ...isLeft(LIST_END)],
    ),
    ...SUMS.flatMap((sum, k) => [...get(OUT), ...get(sum), ...store(VECTOR_BYTES * k)]),
    ...[...increase(OUT, i32(VECTOR_BYTES * SUMS.length)), ...increase(AT, i32(2 * BLOCK))],
    ...[...get(AT), ...get(STRIDE), ...i32Differs],
  );
  return {
    name: "signedPairs",
    parameters: 5,
    locals: [
      [7, I32],
      [6, V128],
    ] as const,
    body,
  };
}
