import { wasm } from "./wasm-code.ts";

/** Replicates that are done together; all columns are filled up to whole blocks of them. */
export const BLOCK = 16;

/**
 * The WebAssembly module behind `replicateKernel`, on vectors of sixteen replicates. All columns have one value per replicate and
 * lie `stride` bytes apart:
 *
 * ```text
 * spearman(a, b, aa, bb, out, aEnd, stride, size)   out = clamp(Σ a·b / √(aa·bb)) over columns of i8 at a and b; aa, bb of i32
 * signedSums(list, plusEnd, minusEnd, at, end, out) out = Σ columns of i8 in list…plusEnd − Σ those in plusEnd…minusEnd
 * means(weights, shares, sharesEnd, stride, at, end, out)   out = Σ share · column of f64, in the order of the columns
 * ranks(list, listEnd, weights, ranks, weighted, squares, stride, n)   before = −n; for (group of list) {
 *   W = Σ columns of the group; rank = before + W; before = rank + W; squares += W · rank²
 *   for (column of the group) { its rank = rank; its weighted = its weight · rank }
 * }
 * ```
 *
 * A group of the list is the address where it ends, and the offsets of its columns.
 *
 * `out` is of f64; `at` and `end` are offsets within a column, `size` is that of all columns.
 */
export function replicateKernelCode(): Uint8Array<ArrayBuffer> {
  return wasm.module([spearman(), signedSums(), means(), ranks()]);
}

const { get, set, i32, vector, vectorAt, load, store, i32Add, i32Differs, increase, loadI32, repeat, when } = wasm;
const { I32, V128, ZERO } = wasm;
const add = (local: number, bytes: number) => increase(local, i32(bytes));
// a shuffle takes two vectors; nothing comes from the second
const UPPER_TO_LOWER = [...ZERO, ...vector(0x0d, ...[8, 9, 10, 11, 12, 13, 14, 15], ...[8, 9, 10, 11, 12, 13, 14, 15])];
const [I8X16_ADD, I8X16_SUBTRACT, I16X8_ADD] = [vector(0x6e), vector(0x71), vector(0x8e)];
/** The lower and the upper half of a vector, each of its numbers in twice the bits; the same of products. */
const I16X8_OF_I8 = [vector(0x87), vector(0x88)];
const I32X4_OF_I16 = [vector(0xa7), vector(0xa8)];
const I16X8_PRODUCT_OF_I8 = [vector(0x9c), vector(0x9d)];
const [I8X16_OF_I16, I8_EVERYWHERE, I32_SUBTRACT] = [vector(0x65), vector(0x0f), [0x6b]];
const F64X2_OF_LOWER = vector(0xfe);
const [F64X2_ADD, F64X2_MULTIPLY, F64X2_DIVIDE] = [vector(0xf0), vector(0xf2), vector(0xf3)];
const [F64X2_ROOT, F64X2_LEAST, F64X2_MOST] = [vector(0xef), vector(0xf4), vector(0xf5)];
const F64_EVERYWHERE = vectorAt(0x0a, 0);
const [ONES, MINUS_ONES] = [wasm.f64x2(1), wasm.f64x2(-1)];

function spearman() {
  const [A, B, AA, BB, OUT, END, STRIDE, SIZE, AT] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const [ONE, OTHER, FOUR, NORM, ...DOTS] = [9, 10, 11, 12, 13, 14] as const;
  const of = (column: number) => [...get(column), ...get(AT), ...i32Add, ...load()];
  const sums = repeat(
    ...[...of(A), ...set(ONE), ...of(B), ...set(OTHER)],
    ...DOTS.flatMap((dot, half) => [
      ...[...get(dot), ...get(ONE), ...get(OTHER), ...I16X8_PRODUCT_OF_I8[half]!, ...I16X8_ADD, ...set(dot)],
    ]),
    ...increase(AT, get(STRIDE)),
    ...[...get(AT), ...get(SIZE), ...i32Differs],
  );
  const quotients = DOTS.flatMap((dot, half) =>
    I32X4_OF_I16.flatMap((widen, quarter) => {
      const four = 2 * half + quarter;
      const squares = (at: number) => [...get(at), ...load(16 * four), ...set(FOUR)];
      return [
        ...[...get(dot), ...widen, ...set(NORM)],
        ...[0, 1].flatMap((pair) => {
          const two = (of: number) => [...get(of), ...(pair ? UPPER_TO_LOWER : []), ...F64X2_OF_LOWER];
          return [
            ...[...get(OUT), ...two(NORM)],
            ...[...squares(AA), ...two(FOUR), ...squares(BB), ...two(FOUR), ...F64X2_MULTIPLY, ...F64X2_ROOT],
            ...[...F64X2_DIVIDE, ...ONES, ...F64X2_LEAST, ...MINUS_ONES, ...F64X2_MOST],
            ...store(32 * four + 16 * pair),
          ];
        }),
      ];
    }),
  );
  const body = repeat(
    ...[...DOTS.flatMap((dot) => [...ZERO, ...set(dot)]), ...i32(0), ...set(AT)],
    ...[...sums, ...quotients],
    ...[...add(A, BLOCK), ...add(B, BLOCK), ...add(AA, 4 * BLOCK), ...add(BB, 4 * BLOCK), ...add(OUT, 8 * BLOCK)],
    ...[...get(A), ...get(END), ...i32Differs],
  );
  return {
    name: "spearman",
    parameters: 8,
    locals: [
      [1, I32],
      [6, V128],
    ] as const,
    body,
  };
}

function signedSums() {
  const [LIST, PLUS_END, MINUS_END, AT, END, OUT, PLACE, SUM] = [0, 1, 2, 3, 4, 5, 6, 7];
  const column = [...get(PLACE), ...loadI32(0), ...get(AT), ...i32Add, ...load()];
  const isLeft = (end: number) => [...get(PLACE), ...get(end), ...i32Differs];
  // if there is any: repeat until the end of the list
  const each = (end: number, operation: readonly number[]) =>
    when(
      isLeft(end),
      ...repeat(...[...get(SUM), ...column, ...operation, ...set(SUM), ...add(PLACE, 4)], ...isLeft(end)),
    );
  const doubles = I16X8_OF_I8.flatMap((eight, half) =>
    I32X4_OF_I16.flatMap((four, quarter) =>
      [0, 1].flatMap((pair) => [
        ...[...get(OUT), ...get(SUM), ...eight, ...four, ...(pair ? UPPER_TO_LOWER : []), ...F64X2_OF_LOWER],
        ...store(64 * half + 32 * quarter + 16 * pair),
      ]),
    ),
  );
  const body = repeat(
    ...[...ZERO, ...set(SUM), ...get(LIST), ...set(PLACE)],
    ...[...each(PLUS_END, I8X16_ADD), ...each(MINUS_END, I8X16_SUBTRACT), ...doubles],
    ...[...add(AT, BLOCK), ...add(OUT, 8 * BLOCK), ...get(AT), ...get(END), ...i32Differs],
  );
  return {
    name: "signedSums",
    parameters: 6,
    locals: [
      [1, I32],
      [1, V128],
    ] as const,
    body,
  };
}

function means() {
  const [WEIGHTS, SHARES, SHARES_END, STRIDE, AT, END, OUT, PLACE, COLUMN, SHARE, ...SUMS] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
  ] as const;
  const sums = repeat(
    ...[...get(PLACE), ...F64_EVERYWHERE, ...set(SHARE)],
    ...SUMS.flatMap((sum, k) => [
      ...[...get(sum), ...get(COLUMN), ...load(16 * k), ...get(SHARE), ...F64X2_MULTIPLY, ...F64X2_ADD, ...set(sum)],
    ]),
    ...[...add(PLACE, 8), ...increase(COLUMN, get(STRIDE))],
    ...[...get(PLACE), ...get(SHARES_END), ...i32Differs],
  );
  const body = repeat(
    ...[...SUMS.flatMap((sum) => [...ZERO, ...set(sum)]), ...get(SHARES), ...set(PLACE)],
    ...[...get(WEIGHTS), ...get(AT), ...i32Add, ...set(COLUMN), ...sums],
    ...SUMS.flatMap((sum, k) => [...get(OUT), ...get(sum), ...store(16 * k)]),
    ...[...add(AT, 32), ...add(OUT, 32), ...get(AT), ...get(END), ...i32Differs],
  );
  return {
    name: "means",
    parameters: 7,
    locals: [
      [2, I32],
      [3, V128],
    ] as const,
    body,
  };
}

function ranks() {
  const [LIST, LIST_END, WEIGHTS, RANKS, WEIGHTED, SQUARES, STRIDE, N] = [0, 1, 2, 3, 4, 5, 6, 7];
  const [AT, PLACE, FIRST, LAST, COLUMN] = [8, 9, 10, 11, 12];
  const [BEFORE, DRAWN, RANK, PRODUCT, ...SUMS] = [13, 14, 15, 16, 17, 18] as const;
  const nextColumn = [...get(PLACE), ...loadI32(0), ...get(AT), ...i32Add, ...set(COLUMN), ...add(PLACE, 4)];
  const isLeft = [...get(PLACE), ...get(LAST), ...i32Differs];
  const columnOf = (matrix: number) => [...get(matrix), ...get(COLUMN), ...i32Add];
  const weight = [...columnOf(WEIGHTS), ...load()];
  // at most n²/4 in size: fits a byte
  const timesRank = (factor: readonly number[]) => [
    ...I16X8_PRODUCT_OF_I8.flatMap((product) => [...factor, ...get(RANK), ...product]),
    ...I8X16_OF_I16,
  ];
  const group = repeat(
    ...[
      ...get(PLACE),
      ...loadI32(0),
      ...set(LAST),
      ...add(PLACE, 4),
      ...get(PLACE),
      ...set(FIRST),
      ...ZERO,
      ...set(DRAWN),
    ],
    ...repeat(...nextColumn, ...get(DRAWN), ...weight, ...I8X16_ADD, ...set(DRAWN), ...isLeft),
    ...[...get(BEFORE), ...get(DRAWN), ...I8X16_ADD, ...set(RANK)],
    ...[...get(RANK), ...get(DRAWN), ...I8X16_ADD, ...set(BEFORE)],
    ...[...timesRank(get(DRAWN)), ...set(PRODUCT)],
    ...SUMS.flatMap((sum, half) => [
      ...[...get(sum), ...get(PRODUCT), ...get(RANK), ...I16X8_PRODUCT_OF_I8[half]!, ...I16X8_ADD, ...set(sum)],
    ]),
    ...[...get(FIRST), ...set(PLACE)],
    ...repeat(
      ...[...nextColumn, ...columnOf(RANKS), ...get(RANK), ...store(0)],
      ...[...columnOf(WEIGHTED), ...timesRank(weight), ...store(0), ...isLeft],
    ),
    ...[...get(PLACE), ...get(LIST_END), ...i32Differs],
  );
  const body = repeat(
    ...[...i32(0), ...get(N), ...I32_SUBTRACT, ...I8_EVERYWHERE, ...set(BEFORE)],
    ...[...SUMS.flatMap((sum) => [...ZERO, ...set(sum)]), ...get(LIST), ...set(PLACE), ...group],
    ...SUMS.flatMap((sum, half) =>
      I32X4_OF_I16.flatMap((widen, quarter) => [
        ...[...get(SQUARES), ...get(sum), ...widen, ...store(32 * half + 16 * quarter)],
      ]),
    ),
    ...[...add(SQUARES, 4 * BLOCK), ...add(AT, BLOCK), ...get(AT), ...get(STRIDE), ...i32Differs],
  );
  return {
    name: "ranks",
    parameters: 8,
    locals: [
      [5, I32],
      [6, V128],
    ] as const,
    body,
  };
}
