import { replicateStride } from "./replicate-kernel.ts";
import { BLOCK } from "./replicate-kernel-code.ts";
import { growTo, wasmInstance } from "./wasm-instance.ts";
import { wideReplicatesCode } from "./wide-replicates-code.ts";

/** With more units, a sum over the squares of their ranks may pass 32 bits. */
export const MOST_UNITS = 1_800;
/** So much memory holds ranks; those not used for longest make room, and are made again when they are wanted. */
const RANK_BYTES = 384e6;

const LARGEST_I16 = 2 ** 15 - 1;

/** Values by which n units are ranked in every replicate. Known by identity. */
export interface RankedUnits {
  /** the units from the lowest value to the highest, those of equal value together */
  readonly groups: readonly (readonly number[])[];
}

/** Sums over units in every replicate of a bootstrap of many units. What is returned is the caller's. */
export interface WideReplicates {
  /** Spearman's ρ: Pearson of the mid-ranks of the drawn units, within [−1, 1]; NaN where one side is constant */
  readonly spearman: (x: RankedUnits, y: RankedUnits, out: Float64Array) => void;
  /** Σ over pairs of units i < j in lexical order of w_i·w_j·sign, each −1, 0 or 1 */
  readonly signedPairs: (signs: Int8Array) => Float64Array;
}

interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly dots: (...parts: readonly number[]) => void;
  readonly signedPairs: (...parts: readonly number[]) => void;
}

interface Held {
  /** address of the ranks: doubled, centred, so integers; a unit that was not drawn has weight 0 */
  readonly at: number;
  /** per replicate Σ weight · rank² */
  readonly squares: Int32Array;
}

/**
 * What `replicateKernel` does for few units, for many: eight or sixteen replicates at once, in 16 bits.
 *
 * @param weights how often each unit is drawn: replicates × n, row by row
 * @param n at most `MOST_UNITS`
 * @param rankBytes how much memory holds ranks
 * @throws {RangeError} also where a unit is drawn so often that weight · rank may pass 16 bits; chance does not do that
 */
export function wideReplicates(weights: Uint8Array, n: number, rankBytes = RANK_BYTES): WideReplicates {
  const most = weights.reduce((largest, weight) => Math.max(largest, weight), 0);
  if (n > MOST_UNITS || most * (n - most) > LARGEST_I16)
    throw new RangeError(`wideReplicates: ${n} units, one of them drawn ${most} times`);
  const { memory, dots, signedPairs } = wasmInstance<Exports>(wideReplicatesCode());
  const replicates = weights.length / n;
  const stride = replicateStride(replicates);
  const size = 2 * stride * n;
  const pairs = (n * (n - 1)) / 2;
  const [weightsAt, out, list] = [0, size, size + 4 * stride];
  const slots = Math.ceil((list + 4 * (pairs + 2 * n)) / BLOCK) * BLOCK;
  const mostSlots = Math.max(2, Math.floor(rankBytes / size));
  growTo(memory, slots);
  fill(new Int16Array(memory.buffer, weightsAt, stride * n), weights, n, stride);
  const held = new Map<RankedUnits, Held>();

  const hold = (units: RankedUnits): Held => {
    const known = held.get(units);
    // the last used stands last
    held.delete(units);
    const made = known ?? rank(units);
    held.set(units, made);
    return made;
  };
  const rank = (units: RankedUnits): Held => {
    const [longest] = held;
    const isFull = held.size >= mostSlots;
    if (isFull) held.delete(longest![0]);
    const at = isFull ? longest![1].at : slots + size * held.size;
    growTo(memory, at + size);
    const columns = new Int16Array(memory.buffer, at, stride * n);
    return { at, squares: rankDrawn(units, new Int16Array(memory.buffer, weightsAt, stride * n), columns, n) };
  };

  return {
    spearman(x, y, result) {
      const left = hold(x);
      const right = hold(y);
      dots(left.at, right.at, weightsAt, 2 * stride, size, out);
      const sums = new Int32Array(memory.buffer, out, replicates);
      for (let r = 0; r < replicates; r++) {
        // 0/0 where one side is constant
        const rho = sums[r]! / Math.sqrt(left.squares[r]! * right.squares[r]!);
        result[r] = Math.min(1, Math.max(-1, rho));
      }
    },
    signedPairs(signs) {
      const end = listPairs(new Int32Array(memory.buffer), list, signs, n, 2 * stride);
      signedPairs(list, end, weightsAt, 2 * stride, out);
      return Float64Array.from(new Int32Array(memory.buffer, out, replicates));
    },
  };
}

function fill(columns: Int16Array, weights: Uint8Array, n: number, stride: number): void {
  for (let r = 0, at = 0; at < weights.length; r++)
    for (let unit = 0; unit < n; unit++) columns[unit * stride + r] = weights[at++]!;
}

/** Walks the units from the lowest group to the highest: a drawn group of equal values has rank (before + (group + 1)/2). */
function rankDrawn({ groups }: RankedUnits, weights: Int16Array, ranks: Int16Array, n: number): Int32Array {
  const stride = ranks.length / n;
  const squares = new Int32Array(stride);
  const before = new Int32Array(stride).fill(-n);
  const drawn = new Int32Array(stride);
  for (const group of groups) {
    drawn.fill(0);
    for (const unit of group) for (let r = 0, at = unit * stride; r < stride; r++) drawn[r]! += weights[at++]!;
    const first = ranks.subarray(group[0]! * stride, (group[0]! + 1) * stride);
    for (let r = 0; r < stride; r++) {
      const weight = drawn[r]!;
      const rank = before[r]! + weight;
      first[r] = rank;
      squares[r]! += weight * rank * rank;
      before[r] = rank + weight;
    }
    for (const unit of group) if (unit !== group[0]) ranks.set(first, unit * stride);
  }
  return squares;
}

/** Writes for each unit but the last where its list ends, and the columns of later units that agree with it and that do not. */
function listPairs(integers: Int32Array, list: number, signs: Int8Array, n: number, stride: number): number {
  let end = list / 4;
  for (let unit = 0, pair = 0; unit < n - 1; unit++) {
    const head = end;
    end += 2;
    const put = (sign: number) => {
      for (let other = unit + 1; other < n; other++)
        if (signs[pair + other - unit - 1] === sign) integers[end++] = other * stride;
      return 4 * end;
    };
    integers[head] = put(1);
    integers[head + 1] = put(-1);
    pair += n - unit - 1;
  }
  return 4 * end;
}
