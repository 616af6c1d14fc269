import { BLOCK, replicateKernelCode } from "./replicate-kernel-code.ts";
import { growTo, wasmInstance } from "./wasm-instance.ts";

/** With more units, sums of small integers no longer fit the bits that the kernel gives them. */
export const MOST_KERNEL_UNITS = 16;

/** Columns of whole numbers that fit a byte, one value per replicate, filled up with zeros to whole blocks, one after another. */
export interface ReplicateColumns {
  readonly ranks: ArrayLike<number>;
  /** ranks times how often each unit is drawn */
  readonly weighted: ArrayLike<number>;
  /** one column: Σ over units of weight · rank² */
  readonly squares: Int32Array;
}

/** Sums over units in every replicate of a bootstrap. What is returned stands in memory that the next call uses again. */
export interface ReplicateKernel {
  /** length of a column */
  readonly stride: number;
  /**
   * Doubled, centred mid-ranks of the drawn units in every replicate, as copies that stay.
   *
   * @param groups the units from the lowest value to the highest, those of equal value together
   */
  readonly ranks: (groups: readonly (readonly number[])[]) => {
    readonly ranks: Int8Array;
    readonly weighted: Int8Array;
    readonly squares: Int32Array;
  };
  /** Σ weighted ranks of x · ranks of y over √(squares of x · squares of y), within [−1, 1]; NaN where a square is 0 */
  readonly spearman: (x: ReplicateColumns, y: ReplicateColumns) => Float64Array;
  /** Σ over pairs of units i < j in lexical order of w_i·w_j·sign, each −1, 0 or 1 */
  readonly signedPairs: (signs: Int8Array) => Float64Array;
  /** Σ over units of weight · share, added up in the order of the units */
  readonly means: (shares: Float64Array) => Float64Array;
}

interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly spearman: (...parts: readonly number[]) => void;
  readonly signedSums: (...parts: readonly number[]) => void;
  readonly means: (...parts: readonly number[]) => void;
  readonly ranks: (...parts: readonly number[]) => void;
}

let compiled: WebAssembly.Module | null = null;

/** Length of a column: replicates, filled up to whole blocks. */
export function replicateStride(replicates: number): number {
  return Math.ceil(replicates / BLOCK) * BLOCK;
}

/**
 * The innermost loops of the mixture bootstrap on the machine's vector instructions, sixteen replicates at once. Sums of whole
 * numbers are exact; those of fractions are added in the order of the units, so that the result is that of the plain loop.
 *
 * @param weights how often each unit is drawn: replicates × n, row by row
 * @param n at most `MOST_KERNEL_UNITS`
 */
export function replicateKernel(weights: Uint8Array, n: number): ReplicateKernel {
  if (n > MOST_KERNEL_UNITS) throw new RangeError(`replicateKernel: ${n} units, at most ${MOST_KERNEL_UNITS}`);
  compiled ??= new WebAssembly.Module(replicateKernelCode());
  const { memory, spearman, signedSums, means, ranks } = wasmInstance<Exports>(compiled);
  const replicates = weights.length / n;
  const stride = replicateStride(replicates);
  const pairs = (n * (n - 1)) / 2;
  const size = n * stride;
  let used = 0;
  const place = (bytes: number) => {
    const at = used;
    used += Math.ceil(bytes / BLOCK) * BLOCK;
    return at;
  };
  const at = {
    weights: place(8 * size),
    pairs: place(pairs * stride),
    out: place(8 * stride),
    left: place(size),
    right: place(size),
    leftSquares: place(4 * stride),
    rightSquares: place(4 * stride),
    list: place(4 * pairs),
    shares: place(8 * n),
    drawn: place(size),
    groups: place(8 * n),
  };
  growTo(memory, used);
  const bytes = new Int8Array(memory.buffer);
  const integers = new Int32Array(memory.buffer);
  const doubles = new Float64Array(memory.buffer);
  fill(weights, n, stride, {
    doubles: doubles.subarray(at.weights / 8),
    bytes: bytes.subarray(at.drawn),
    products: bytes.subarray(at.pairs),
  });
  const out = doubles.subarray(at.out / 8, at.out / 8 + replicates);
  let known: ReplicateColumns | null = null;
  return {
    stride,
    ranks(groups) {
      let end = at.groups / 4;
      for (const group of groups) {
        integers[end] = 4 * (end + 1 + group.length);
        end++;
        for (const unit of group) integers[end++] = unit * stride;
      }
      ranks(at.groups, 4 * end, at.drawn, at.right, at.left, at.leftSquares, stride, n);
      known = null;
      return {
        ranks: bytes.slice(at.right, at.right + size),
        weighted: bytes.slice(at.left, at.left + size),
        squares: integers.slice(at.leftSquares / 4, at.leftSquares / 4 + stride),
      };
    },
    spearman(x, y) {
      // the left one often stays
      if (x !== known) {
        bytes.set(x.weighted, at.left);
        integers.set(x.squares, at.leftSquares / 4);
        known = x;
      }
      bytes.set(y.ranks, at.right);
      integers.set(y.squares, at.rightSquares / 4);
      spearman(at.left, at.right, at.leftSquares, at.rightSquares, at.out, at.left + stride, stride, size);
      return out;
    },
    signedPairs(signs) {
      const start = at.list / 4;
      let end = start;
      const put = (sign: number) => {
        for (let k = 0; k < pairs; k++) if (signs[k] === sign) integers[end++] = at.pairs + k * stride;
        return 4 * end;
      };
      signedSums(at.list, put(1), put(-1), 0, stride, at.out);
      return out;
    },
    means(shares) {
      doubles.set(shares, at.shares / 8);
      means(at.weights, at.shares, at.shares + 8 * n, 8 * stride, 0, 8 * stride, at.out);
      return out;
    },
  };
}

/** Column by column, the weights as doubles and as bytes, and the products of each pair of units. */
function fill(
  weights: Uint8Array,
  n: number,
  stride: number,
  columns: { readonly doubles: Float64Array; readonly bytes: Int8Array; readonly products: Int8Array },
): void {
  const { doubles, bytes, products } = columns;
  const replicates = weights.length / n;
  for (let r = 0; r < replicates; r++)
    for (let i = 0, pair = 0; i < n; i++) {
      const w = weights[r * n + i]!;
      doubles[i * stride + r] = w;
      bytes[i * stride + r] = w;
      for (let j = i + 1; j < n; j++, pair++) products[pair * stride + r] = w * weights[r * n + j]!;
    }
}
