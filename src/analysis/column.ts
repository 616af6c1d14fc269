import { midRanks } from "../statistics/mid-ranks.ts";
import type { ReplicateColumns } from "../statistics/replicate-kernel.ts";
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
  /** the mixtures from the lowest value to the highest, those of equal value together */
  readonly groups: readonly (readonly number[])[];
  /** the ranks again within each resample of the mixture bootstrap; for few mixtures */
  readonly replicateRanks: () => ReplicateColumns;
  /** per resample Σ w_i·w_j over pairs i < j that differ in x; null when no two values are equal (then it is the total) */
  readonly replicateUntied: () => Float64Array | null;
}

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
  const groups = groupsInOrder(ranks);
  const distinct = groups.length;
  return {
    values,
    n,
    isConstant: distinct < 2,
    ranks,
    groups,
    signs: once(() => signsOf(ranks)),
    replicateRanks: once(() => bootstrap().kernel()!.ranks(groups)),
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

/** Mixtures of equal rank, the lowest first. */
function groupsInOrder(ranks: Int32Array): number[][] {
  const order = Array.from(ranks.keys()).sort((a, b) => ranks[a]! - ranks[b]! || a - b);
  return [...Map.groupBy(order, (m) => ranks[m]!).values()];
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
