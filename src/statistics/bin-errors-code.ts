import { CUT_PLACES, CUTS_AT, ERRORS_AT, LANES, ONE_AT, STEP_BYTES } from "./running-sums-code.ts";
import { type WasmFunction, wasm } from "./wasm-code.ts";

/**
 * The WebAssembly function `errors(frame, runs, table)` beside `add` of `runningSums`: the errors of the bins between the cuts
 * that `add` left in the frame, four replicates at once. `runs` has per step (i32) the address of the step that ends its run of
 * equal confidences, `table` value and slope of E|N(t, 1)| (f64) at `perUnit` places for each unit of t, up to `end`:
 *
 * ```text
 * for (bin of parts) {
 *   step = the later of step and runs[cut of the bin]; the cut = 0
 *   size, right, gap = what the sums have grown by since the step before
 *   g = |gap|/one; variance = right · (size − right)/max(size − 1, 1); s = √variance
 *   absolute += g; folded += g ≥ end·s ? g : s · E|N(g/s, 1)|; squared += (g² − variance)/max(size, 1)
 * }
 * ```
 *
 * E|N(t, 1)| between two places of the table is the cubic that has their values and slopes.
 *
 * @see WebAssembly Core Specification 2.0, §5 (binary format)
 */
export function binErrorsCode(parts: number, perUnit: number, end: number): WasmFunction {
  return {
    name: "errors",
    parameters: 3,
    locals: [
      [2 + LANES + 2, wasm.I32],
      [VECTORS, wasm.V128],
    ],
    body: [
      ...[...get(FRAME), ...i32(4 * parts), ...i32Add, ...set(END)],
      ...[...get(FRAME), ...set(BIN)],
      ...repeat(
        ...lanes.flatMap(nextStep),
        ...[...integersOf(0), ...set(ITEMS_TO), ...integersOf(16), ...set(RIGHT_TO)],
        ...[...get(ITEMS_TO), ...get(ITEMS), ...I32X4_SUBTRACT, ...set(SIZE), ...get(ITEMS_TO), ...set(ITEMS)],
        ...[...get(RIGHT_TO), ...get(RIGHT), ...I32X4_SUBTRACT, ...set(HERE), ...get(RIGHT_TO), ...set(RIGHT)],
        ...pairs.flatMap((pair) => errorsOf(pair, perUnit, end)),
        ...[...increase(BIN, i32(4)), ...get(BIN), ...get(END), ...i32Differs],
      ),
      ...pairs.flatMap((pair) =>
        [ABSOLUTE, FOLDED, SQUARED].flatMap((sum, k) => [
          ...[...get(FRAME), ...get(sum + pair), ...vectorAt(WHOLE, ERRORS_AT + 8 * LANES * k + 16 * pair)],
        ]),
      ),
    ],
  };
}

const { get, set, vector, vectorAt, i32, i32Add, i32Differs, increase, loadI32, storeI32, repeat } = wasm;
const both = wasm.f64x2;
const lanes = [0, 1, 2, 3] as const;
/** Doubles go two by two. */
const pairs = [0, 1] as const;

const [FRAME, RUNS, TABLE, BIN, END] = [0, 1, 2, 3, 4];
/** One of each per lane. */
const STEP = 5;
/** Where the table is read, for the two of a pair. */
const READ = 9;
const [ITEMS, ITEMS_TO, SIZE, RIGHT, RIGHT_TO, HERE] = [11, 12, 13, 14, 15, 16];
/** One of each per pair. */
const [GAP, ABSOLUTE, FOLDED, SQUARED] = [17, 19, 21, 23];
const [G, N, VARIANCE, S, T, U, V, BEFORE] = [25, 26, 27, 28, 29, 30, 31, 32];
const AFTER = BEFORE + 2;
const VECTORS = 25;

const [I32_SHIFT_RIGHT, I32_MULTIPLY, I32_ABOVE, SELECT] = [[0x76], [0x6c], [0x4b], [0x1b]];
const I32X4_SUBTRACT = vector(0xb1);
const [SUBTRACT, MULTIPLY, DIVIDE, ADD] = [vector(0xf1), vector(0xf2), vector(0xf3), vector(0xf0)];
const [SIZE_OF, ROOT, LEAST, MOST, WHOLE_PART] = [vector(0xec), vector(0xef), vector(0xf4), vector(0xf5), vector(0x75)];
const [AT_LEAST, CHOOSE, F64X2_OF_LOWER, I32_OF_F64] = [vector(0x4c), vector(0x52), vector(0xfe), vector(0xfc)];
/** Of two vectors the lower halves side by side, and the upper ones. */
const LOWER = vector(0x0d, ...[0, 1, 2, 3, 4, 5, 6, 7], ...[16, 17, 18, 19, 20, 21, 22, 23]);
const UPPER = vector(0x0d, ...[8, 9, 10, 11, 12, 13, 14, 15], ...[24, 25, 26, 27, 28, 29, 30, 31]);
/** Kinds of loads and stores: a whole vector; one i32 or f64 with zeros behind it; one into a lane; one into every lane. */
const [LOAD_WHOLE, FIRST_I32, FIRST_F64, F64_EVERYWHERE, WHOLE] = [0x00, 0x5c, 0x5d, 0x0a, 0x0b];
const laneI32 = (offset: number, lane: number) => [...vectorAt(0x56, offset), lane];
const laneF64 = (offset: number, lane: number) => [...vectorAt(0x57, offset), lane];

function nextStep(lane: number): number[] {
  const cut = CUTS_AT + 4 * CUT_PLACES * lane;
  const run = [
    ...[...get(BIN), ...loadI32(cut), ...i32(Math.log2(STEP_BYTES / 4)), ...I32_SHIFT_RIGHT],
    ...[...get(RUNS), ...i32Add, ...loadI32(0)],
  ];
  return [
    ...[...run, ...get(STEP + lane), ...run, ...get(STEP + lane), ...I32_ABOVE, ...SELECT, ...set(STEP + lane)],
    ...[...get(BIN), ...i32(0), ...storeI32(cut)],
  ];
}

/** The integers of four steps, each of its own lane. */
function integersOf(offset: number): number[] {
  return [
    ...[...get(STEP), ...vectorAt(FIRST_I32, offset), ...set(T)],
    ...[1, 2, 3].flatMap((lane) => [...get(STEP + lane), ...get(T), ...laneI32(offset + 4 * lane, lane), ...set(T)]),
    ...get(T),
  ];
}

function errorsOf(pair: 0 | 1, perUnit: number, end: number): number[] {
  const doubles = (integers: number) => [
    ...[...get(integers), ...(pair ? [...get(integers), ...UPPER] : []), ...F64X2_OF_LOWER],
  ];
  const gapTo = [
    ...[...get(STEP + 2 * pair), ...vectorAt(FIRST_F64, 32 + 16 * pair), ...set(T)],
    ...[...get(STEP + 2 * pair + 1), ...get(T), ...laneF64(40 + 16 * pair, 1), ...set(T)],
  ];
  const gap = GAP + pair;
  return [
    ...gapTo,
    ...[...get(T), ...get(gap), ...SUBTRACT, ...SIZE_OF, ...get(FRAME), ...vectorAt(F64_EVERYWHERE, ONE_AT), ...DIVIDE],
    ...[...set(G), ...get(T), ...set(gap)],
    ...[...doubles(SIZE), ...set(N), ...doubles(HERE), ...set(S)],
    ...[...get(S), ...get(N), ...get(S), ...SUBTRACT, ...MULTIPLY],
    ...[...get(N), ...both(1), ...SUBTRACT, ...both(1), ...MOST, ...DIVIDE, ...set(VARIANCE)],
    ...[...get(VARIANCE), ...ROOT, ...set(S)],
    ...[...get(ABSOLUTE + pair), ...get(G), ...ADD, ...set(ABSOLUTE + pair)],
    ...[...get(G), ...get(G), ...MULTIPLY, ...get(VARIANCE), ...SUBTRACT, ...get(N), ...both(1), ...MOST, ...DIVIDE],
    ...[...set(T), ...get(SQUARED + pair), ...get(T), ...ADD, ...set(SQUARED + pair)],
    ...fold(perUnit, end),
    ...[...set(T), ...get(FOLDED + pair), ...get(T), ...ADD, ...set(FOLDED + pair)],
  ];
}

/** E|N(g, s²)| of a pair; where g/s is no number or beyond the end, any place of the table is read and not used. */
function fold(perUnit: number, end: number): number[] {
  const read = (lane: number) => [
    ...[...get(T), ...vector(0x1b, lane), ...i32(16), ...I32_MULTIPLY, ...get(TABLE), ...i32Add, ...set(READ + lane)],
    ...[...get(READ + lane), ...vectorAt(LOAD_WHOLE, 0), ...set(BEFORE + lane)],
    ...[...get(READ + lane), ...vectorAt(LOAD_WHOLE, 16), ...set(AFTER + lane)],
  ];
  const tableOf = (first: number, half: readonly number[]) => [...get(first), ...get(first + 1), ...half];
  const [valueBefore, slopeBefore] = [tableOf(BEFORE, LOWER), tableOf(BEFORE, UPPER)];
  const [valueAfter, slopeAfter] = [tableOf(AFTER, LOWER), tableOf(AFTER, UPPER)];
  return [
    ...[...get(G), ...get(S), ...DIVIDE, ...both(end), ...LEAST, ...both(perUnit), ...MULTIPLY, ...set(V)],
    ...[...get(V), ...WHOLE_PART, ...set(U), ...get(U), ...I32_OF_F64, ...set(T)],
    ...[...read(0), ...read(1)],
    ...[...get(V), ...get(U), ...SUBTRACT, ...set(U), ...both(1), ...get(U), ...SUBTRACT, ...set(V)],
    ...get(G),
    ...get(S),
    ...[...get(V), ...get(V), ...MULTIPLY, ...both(1), ...both(2), ...get(U), ...MULTIPLY, ...ADD, ...MULTIPLY],
    ...[...valueBefore, ...MULTIPLY],
    ...[...get(U), ...get(U), ...MULTIPLY, ...both(3), ...both(2), ...get(U), ...MULTIPLY, ...SUBTRACT, ...MULTIPLY],
    ...[...valueAfter, ...MULTIPLY, ...ADD],
    ...[...get(U), ...get(V), ...MULTIPLY, ...get(V), ...slopeBefore, ...MULTIPLY],
    ...[...get(U), ...slopeAfter, ...MULTIPLY, ...SUBTRACT, ...MULTIPLY, ...both(perUnit), ...DIVIDE, ...ADD],
    ...MULTIPLY,
    ...[...get(G), ...both(end), ...get(S), ...MULTIPLY, ...AT_LEAST, ...CHOOSE],
  ];
}
