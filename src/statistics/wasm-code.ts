/** Words of WebAssembly's binary format, for modules that are written out instruction by instruction. */
export const wasm = {
  I32: 0x7f,
  I64: 0x7e,
  V128: 0x7b,
  get: (local: number) => [0x20, local],
  set: (local: number) => [0x21, local],
  i32: (value: number) => [0x41, ...signed(value)],
  i64: (value: number) => [0x42, ...signed(value)],
  i32Add: [0x6a],
  /** adds what `amount` leaves on the stack to a local */
  increase: (local: number, amount: readonly number[]) => [0x20, local, ...amount, 0x6a, 0x21, local],
  i32Differs: [0x47],
  /** an instruction on vectors */
  vector,
  /** loads, stores and splats of vectors: address on the stack, offset in bytes */
  vectorAt: (code: number, offset: number) => vector(code, 0, ...unsigned(offset)),
  /** a vector at the address on the stack, and `bytes` further */
  load: (bytes = 0) => vector(0x00, 0, ...unsigned(bytes)),
  store: (bytes = 0) => vector(0x0b, 0, ...unsigned(bytes)),
  ZERO: vector(0x0c, ...Array<number>(16).fill(0)),
  /** one f64 in both lanes */
  f64x2: (value: number) => vector(0x0c, ...new Uint8Array(Float64Array.of(value, value).buffer)),
  loadI32: (offset: number) => [0x28, 2, ...unsigned(offset)],
  storeI32: (offset: number) => [0x36, 2, ...unsigned(offset)],
  /** `body`, again and again while the condition that it leaves on the stack holds */
  repeat: (...body: readonly number[]) => [0x03, 0x40, ...body, 0x0d, 0, 0x0b],
  /** `body`, if the condition on the stack holds */
  when: (condition: readonly number[], ...body: readonly number[]) => [...condition, 0x04, 0x40, ...body, 0x0b],
  module,
};

/** A function of a module: parameters are all addresses or sizes (i32), and there is no result. */
export interface WasmFunction {
  readonly name: string;
  readonly parameters: number;
  /** per type the number of further locals, which are numbered after the parameters */
  readonly locals: readonly (readonly [count: number, type: number])[];
  readonly body: readonly number[];
}

/** A module that exports its functions and one memory, of one page at first, as `memory`. */
function module(functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const vec = (items: readonly (readonly number[])[]) => [...unsigned(items.length), ...items.flat()];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vec(functions.map(({ parameters }) => [0x60, ...vec(Array(parameters).fill([wasm.I32])), 0]))),
    ...section(3, vec(functions.map((_, k) => [k]))),
    ...section(5, [1, 0, 1]),
    ...section(7, vec([[...name("memory"), 2, 0], ...functions.map((each, k) => [...name(each.name), 0, k])])),
    ...section(
      10,
      vec(
        functions.map(({ locals, body }) =>
          sized([...vec(locals.map(([count, type]) => [...unsigned(count), type])), ...body, 0x0b]),
        ),
      ),
    ),
  ]);
}

function vector(code: number, ...rest: readonly number[]): number[] {
  return [0xfd, ...unsigned(code), ...rest];
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
