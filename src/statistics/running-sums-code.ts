/** Replicates in one vector. */
export const LANES = 4;
/** Bytes of one entry: i32 place of its weights, i32 items, i32 right ones, 4 unused, f64 gap. */
export const ENTRY_BYTES = 24;
/** Bytes of one step: of four replicates i32 items, i32 right ones, f64 gaps. */
export const STEP_BYTES = 64;
/** Places for the cuts of one replicate: as many as a total of 1 can need. */
export const CUT_PLACES = 32;
/** Bytes of the frame: of four replicates f64 doubled, i32 total, 16 unused, i32 cuts. */
export const FRAME_BYTES = 64 + LANES * 4 * CUT_PLACES;
const [TOTAL_AT, CUTS_AT] = [32, 64];

/**
 * The WebAssembly module behind `runningSums`, written out instruction by instruction: vectors of four replicates, for which
 * JavaScript has no words. It exports `memory` and `add(entry, end, weights, step, frame)`, all of them addresses in it:
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
export function runningSumsCode(parts: number): Uint8Array<ArrayBuffer> {
  const locals = [2, VECTORS, V128, 2 * LANES, I64];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 5, I32, I32, I32, I32, I32, 0]), // one type: five addresses, no result
    ...section(3, [1, 0]), // one function of it
    ...section(5, [1, 0, 1]), // one memory, one page at first
    ...section(7, [2, ...name("memory"), 2, 0, ...name("add"), 0, 0]),
    ...section(10, [1, ...sized([...locals, ...body(parts)])]),
  ]);
}

const [I32, I64, V128] = [0x7f, 0x7e, 0x7b];
const [ENTRY, END, WEIGHTS, STEP, FRAME] = [0, 1, 2, 3, 4];
const [ITEMS, RIGHT, GAP_01, GAP_23, DOUBLED_01, DOUBLED_23, WEIGHT, HERE, BEFORE] = [5, 6, 7, 8, 9, 10, 11, 12, 13];
const VECTORS = 9;
/** One of each per lane: cut = (before · FACTOR + OFFSET) / 2⁵⁹. */
const [FACTOR, OFFSET] = [14, 18];

const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const vector = (code: number, ...rest: readonly number[]) => [0xfd, ...unsigned(code), ...rest];
const i32 = (value: number) => [0x41, ...signed(value)];
const i64 = (value: number) => [0x42, ...signed(value)];
const loadI32 = (offset: number) => [0x28, 2, ...unsigned(offset)];
const storeI32 = (offset: number) => [0x36, 2, ...unsigned(offset)];
const loadVector = (code: number, offset: number) => vector(code, 0, ...unsigned(offset));

const [I32_ADD, I32_SHIFT_LEFT, I32_DIFFERS] = [[0x6a], [0x74], [0x47]];
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
    ...[0x03, 0x40, ...loop, ...get(ENTRY), ...get(END), ...I32_DIFFERS, 0x0d, 0, 0x0b], // loop … br_if 0 end
    ...[...storeDoubled(0, DOUBLED_01, 0), ...storeDoubled(8, DOUBLED_01, 1)],
    ...[...storeDoubled(16, DOUBLED_23, 0), ...storeDoubled(24, DOUBLED_23, 1), 0x0b],
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
    ...[...loadVector(FOUR_BYTES, 0), ...I16X8_OF_I8, ...I32X4_OF_I16, ...set(WEIGHT)],
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
  const ofEntry = (offset: number) => [...get(ENTRY), ...loadVector(I32_EVERYWHERE, offset)];
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
  const gap = [...get(ENTRY), ...loadVector(F64_EVERYWHERE, 16)];
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
  return [...get(address), ...get(local), ...loadVector(WHOLE, offset)];
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...sized(content)];
}

function sized(content: readonly number[]): number[] {
  return [...unsigned(content.length), ...content];
}

function name(text: string): number[] {
  return sized([...text].map((letter) => letter.charCodeAt(0)));
}

/** LEB128: seven bits to a byte, the lowest first. */
function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

/** The same of a number that is not negative where a sign bit is expected: it must stay 0. */
function signed(value: number): number[] {
  return value < 64 ? [value] : [(value & 127) | 128, ...signed(value >>> 7)];
}
