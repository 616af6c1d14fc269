import { type WasmFunction, wasm } from "./wasm-code.ts";

/** Replicates in one vector. */
export const LANES = 4;
/** Bytes of one entry: i32 place of its weights, i32 items, i32 right ones, 4 unused, f64 gap. */
export const ENTRY_BYTES = 24;
/** Bytes of one step: of four replicates i32 items, i32 right ones, f64 gaps. */
export const STEP_BYTES = 64;
/** Places for the cuts of one replicate: as many as a total of 1 can need. */
export const CUT_PLACES = 32;
/**
 * Where things are in the frame, in bytes: of four replicates f64 doubled; i32 totals; f64 units of a gap in 1; i32 cuts; f64
 * absolute, folded and squared errors.
 */
export const [TOTAL_AT, ONE_AT, CUTS_AT] = [32, 48, 64] as const;
export const ERRORS_AT = CUTS_AT + LANES * 4 * CUT_PLACES;
export const FRAME_BYTES = ERRORS_AT + LANES * 3 * 8;

/**
 * The WebAssembly function `add(entry, end, weights, step, frame)` behind `runningSums`, all of them addresses, written out
 * instruction by instruction: vectors of four replicates, for which JavaScript has no words:
 *
 * ```text
 * do {
 *   w = weights[place of entry]; before = items; step += STEP_BYTES
 *   cuts[⌊((2·before + 1)·parts − 1)/(2·total)⌋] = step
 *   items += w · count; right += w · rightOf; gap += w · gapOf; doubled += w · rightOf · (before + items)
 *   *step = items, right, gap; entry += ENTRY_BYTES
 * } while (entry ≠ end)
 * ```
 *
 * The quotient is a product with the reciprocal of the total in units of 2⁻⁵⁹, rounded up: exact for totals below 9·10⁷.
 *
 * @param parts 2…16
 * @see WebAssembly Core Specification 2.0, §5 (binary format)
 */
export function runningSumsCode(parts: number): WasmFunction {
  return {
    name: "add",
    parameters: 5,
    locals: [
      [VECTORS, wasm.V128],
      [2 * LANES, wasm.I64],
    ],
    body: body(parts),
  };
}

const { get, set, vector, vectorAt, i32, i64, loadI32, storeI32 } = wasm;
const [ENTRY, END, WEIGHTS, STEP, FRAME] = [0, 1, 2, 3, 4];
const [ITEMS, RIGHT, GAP_01, GAP_23, DOUBLED_01, DOUBLED_23, WEIGHT, HERE, BEFORE] = [5, 6, 7, 8, 9, 10, 11, 12, 13];
const VECTORS = 9;
/** One of each per lane: cut = (before · FACTOR + OFFSET) / 2⁵⁹. */
const [FACTOR, OFFSET] = [14, 18];

const [I32_ADD, I32_SHIFT_LEFT, I32_DIFFERS] = [wasm.i32Add, [0x74], wasm.i32Differs];
const [I64_ADD, I64_MULTIPLY, I64_DIVIDE, I64_SHIFT_LEFT, I64_SHIFT_RIGHT] = [[0x7c], [0x7e], [0x80], [0x86], [0x88]];
const [I64_OF_I32, I32_OF_I64, F64_OF_I64] = [[0xad], [0xa7], [0xb9]];
const [I32X4_ADD, I32X4_MULTIPLY] = [vector(0xae), vector(0xb5)];
const [F64X2_ADD, F64X2_MULTIPLY, F64X2_OF_LOWER] = [vector(0xf0), vector(0xf2), vector(0xfe)];
const [I64X2_ADD, I64X2_PRODUCT_OF_LOWER, I64X2_PRODUCT_OF_UPPER] = [vector(0xce), vector(0xde), vector(0xdf)];
const UPPER_TO_LOWER = vector(0x0d, ...[8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15]);
const [I16X8_OF_I8, I32X4_OF_I16] = [vector(0x89), vector(0xa9)];
/** Kinds of loads and stores: one i32 or f64 into every lane; four bytes; the whole vector. */
const [I32_EVERYWHERE, F64_EVERYWHERE, FOUR_BYTES, WHOLE] = [0x09, 0x0a, 0x5c, 0x0b];

function body(parts: number): number[] {
  const lanes = [0, 1, 2, 3];
  const loop = [...step(), ...lanes.flatMap(markCut), ...sums()];
  return [
    ...lanes.flatMap((lane) => reciprocal(lane, parts)),
    ...wasm.repeat(...loop, ...get(ENTRY), ...get(END), ...I32_DIFFERS),
    ...[...storeDoubled(0, DOUBLED_01, 0), ...storeDoubled(8, DOUBLED_01, 1)],
    ...[...storeDoubled(16, DOUBLED_23, 0), ...storeDoubled(24, DOUBLED_23, 1)],
  ];
}

function reciprocal(lane: number, parts: number): number[] {
  return [
    ...[...i64(1), ...i64(58), ...I64_SHIFT_LEFT, ...get(FRAME), ...loadI32(TOTAL_AT + 4 * lane), ...I64_OF_I32],
    ...[...I64_DIVIDE, ...i64(1), ...I64_ADD, ...set(FACTOR + lane)],
    ...[...get(FACTOR + lane), ...i64(parts - 1), ...I64_MULTIPLY, ...set(OFFSET + lane)],
    ...[...get(FACTOR + lane), ...i64(2 * parts), ...I64_MULTIPLY, ...set(FACTOR + lane)],
  ];
}

/** The weights of the next entry, the items before it, the address of its step. */
function step(): number[] {
  return [
    ...[...get(WEIGHTS), ...get(ENTRY), ...loadI32(0), ...i32(2), ...I32_SHIFT_LEFT, ...I32_ADD],
    ...[...vectorAt(FOUR_BYTES, 0), ...I16X8_OF_I8, ...I32X4_OF_I16, ...set(WEIGHT)],
    ...[...get(ITEMS), ...set(BEFORE)],
    ...[...get(STEP), ...i32(STEP_BYTES), ...I32_ADD, ...set(STEP)],
  ];
}

function markCut(lane: number): number[] {
  const itemsBefore = [...get(BEFORE), ...vector(0x1b, lane), ...I64_OF_I32];
  const cut = [
    ...[...itemsBefore, ...get(FACTOR + lane), ...I64_MULTIPLY, ...get(OFFSET + lane), ...I64_ADD],
    ...[...i64(59), ...I64_SHIFT_RIGHT, ...I32_OF_I64],
  ];
  return [
    ...[...get(FRAME), ...cut, ...i32(2), ...I32_SHIFT_LEFT, ...I32_ADD],
    ...[...get(STEP), ...storeI32(CUTS_AT + 4 * CUT_PLACES * lane)],
  ];
}

function sums(): number[] {
  const ofEntry = (offset: number) => [...get(ENTRY), ...vectorAt(I32_EVERYWHERE, offset)];
  return [
    ...[...get(ITEMS), ...get(WEIGHT), ...ofEntry(4), ...I32X4_MULTIPLY, ...I32X4_ADD, ...set(ITEMS)],
    ...[...get(WEIGHT), ...ofEntry(8), ...I32X4_MULTIPLY, ...set(HERE)],
    ...[...get(RIGHT), ...get(HERE), ...I32X4_ADD, ...set(RIGHT)],
    ...[...get(BEFORE), ...get(ITEMS), ...I32X4_ADD, ...set(BEFORE)],
    ...addGap(GAP_01, get(WEIGHT)),
    ...addGap(GAP_23, [...get(WEIGHT), ...get(WEIGHT), ...UPPER_TO_LOWER]),
    ...addDoubled(DOUBLED_01, I64X2_PRODUCT_OF_LOWER),
    ...addDoubled(DOUBLED_23, I64X2_PRODUCT_OF_UPPER),
    ...[...store(STEP, 0, ITEMS), ...store(STEP, 16, RIGHT), ...store(STEP, 32, GAP_01), ...store(STEP, 48, GAP_23)],
    ...[...get(ENTRY), ...i32(ENTRY_BYTES), ...I32_ADD, ...set(ENTRY)],
  ];
}

function addGap(sum: number, weights: readonly number[]): number[] {
  const gap = [...get(ENTRY), ...vectorAt(F64_EVERYWHERE, 16)];
  return [...get(sum), ...weights, ...F64X2_OF_LOWER, ...gap, ...F64X2_MULTIPLY, ...F64X2_ADD, ...set(sum)];
}

function addDoubled(sum: number, product: readonly number[]): number[] {
  return [...get(sum), ...get(HERE), ...get(BEFORE), ...product, ...I64X2_ADD, ...set(sum)];
}

/** As a double, for which JavaScript has arrays. */
function storeDoubled(offset: number, sums: number, lane: number): number[] {
  return [...get(FRAME), ...get(sums), ...vector(0x1d, lane), ...F64_OF_I64, 0x39, 3, offset];
}

function store(address: number, offset: number, local: number): number[] {
  return [...get(address), ...get(local), ...vectorAt(WHOLE, offset)];
}
