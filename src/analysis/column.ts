import { midRanks } from "../statistics/mid-ranks.ts";
import { replicateStride } from "../statistics/replicate-kernel.ts";
import { type MixtureBootstrap, pairsBetween } from "./mixture-bootstrap.ts";

/** A vector of levels over n mixtures, with everything that is derived from it once and used by many correlations. */
export interface Column {
  readonly values: readonly number[];
  readonly n: number;
  readonly isConstant: boolean;
  /** doubled, centred mid-ranks 2R − n − 1: integers */
  readonly ranks: Int32Array;
  /** sign(x_i − x_j) for pairs i < j in lexical order */
  readonly signs: () => Int8Array;
  /** the ranks again within each resample of the mixture bootstrap */
  readonly replicateRanks: () => ReplicateRanks;
  /** per resample Σ w_i·w_j over pairs i < j that differ in x; null when no two values are equal (then it is the total) */
  readonly replicateUntied: () => Float64Array | null;
}

/**
 * Mid-ranks of every resample: doubled, centred, so integers; a mixture that was not drawn has weight 0. One row of resamples,
 * filled up to the kernel's blocks, for each mixture.
 */
export interface ReplicateRanks {
  /** n × stride */
  readonly ranks: SmallIntegers;
  /** n × stride, weight · rank, at most n²/4: made once, for all correlations with this column on their left */
  readonly weighted: () => SmallIntegers;
  /** per resample Σ w·rank²: 0 when all drawn values are equal */
  readonly squares: Int32Array;
}

/** The narrowest array that holds every value: less memory to walk. */
export type SmallIntegers = Int8Array | Int16Array | Int32Array;

/** Makes columns, and remembers them by their values: the same levels are ranked once however many estimates use them. */
export function columns(bootstrap: (n: number) => MixtureBootstrap): (values: readonly number[]) => Column {
  const known = new Map<string, Column>();
  return (values) => {
    const key = values.join(" ");
    const column = known.get(key) ?? make(values, () => bootstrap(values.length));
    known.set(key, column);
    return column;
  };
}

function make(values: readonly number[], bootstrap: () => MixtureBootstrap): Column {
  const n = values.length;
  const ranks = Int32Array.from(midRanks(values), (rank) => 2 * rank - n - 1);
  const distinct = new Set(values).size;
  return {
    values,
    n,
    isConstant: distinct < 2,
    ranks,
    signs: once(() => signsOf(ranks)),
    replicateRanks: once(() => replicateRanks(ranks, bootstrap())),
    replicateUntied: once(() => (distinct === n ? null : pairsBetween(bootstrap().weights, n, groupsOf(ranks)))),
  };
}

/** Per mixture the first one with the same rank. */
function groupsOf(ranks: Int32Array): number[] {
  return Array.from(ranks, (rank) => ranks.indexOf(rank));
}

function signsOf(ranks: Int32Array): Int8Array {
  const n = ranks.length;
  const signs = new Int8Array((n * (n - 1)) / 2);
  let at = 0;
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) signs[at++] = Math.sign(ranks[i]! - ranks[j]!);
  return signs;
}

function replicateRanks(ranks: Int32Array, bootstrap: MixtureBootstrap): ReplicateRanks {
  const order = Array.from(ranks.keys()).sort((a, b) => ranks[a]! - ranks[b]! || a - b);
  const groups = groupsInOrder(order, ranks);
  return bootstrap.kernel()?.ranks(groups) ?? ranksOfMany(groups, bootstrap);
}

/** Walks the mixtures from the lowest group to the highest: a drawn group of equal values has rank (before + (group + 1)/2). */
function ranksOfMany(
  groups: readonly (readonly number[])[],
  { weights, n, resamples }: MixtureBootstrap,
): ReplicateRanks {
  const stride = replicateStride(resamples);
  const out = smallIntegers(n * stride, n);
  const squares = new Int32Array(stride);
  const before = new Int32Array(resamples).fill(-n);
  const drawn = new Int32Array(resamples);
  for (const group of groups) {
    drawn.fill(0);
    for (const m of group) for (let r = 0, at = m; r < resamples; r++, at += n) drawn[r]! += weights[at]!;
    const first = out.subarray(group[0]! * stride, (group[0]! + 1) * stride);
    for (let r = 0; r < resamples; r++) {
      const w = drawn[r]!;
      const rank = before[r]! + w;
      first[r] = rank;
      squares[r]! += w * rank * rank;
      before[r] = rank + w;
    }
    for (const m of group) if (m !== group[0]) out.set(first, m * stride);
  }
  return { ranks: out, squares, weighted: once(() => weightedRanks(out, weights, n)) };
}

/** Mixtures of equal rank, the lowest first. */
function groupsInOrder(order: readonly number[], ranks: Int32Array): number[][] {
  return [...Map.groupBy(order, (m) => ranks[m]!).values()];
}

function weightedRanks(ranks: SmallIntegers, weights: Uint8Array, n: number): SmallIntegers {
  const stride = ranks.length / n;
  const resamples = weights.length / n;
  const out = smallIntegers(ranks.length, (n * n) / 4);
  for (let m = 0; m < n; m++)
    for (let r = 0, at = m * stride, from = m; r < resamples; r++, at++, from += n)
      out[at] = weights[from]! * ranks[at]!;
  return out;
}

function smallIntegers(length: number, largest: number): SmallIntegers {
  if (largest < 2 ** 7) return new Int8Array(length);
  return largest < 2 ** 15 ? new Int16Array(length) : new Int32Array(length);
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
