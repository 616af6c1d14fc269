import type { ClusterDraws } from "./cluster-draws.ts";
import { drawBlocks } from "./draw-blocks.ts";
import { type RunningSums, runningSums, type WeightedEntries } from "./running-sums.ts";
import { LANES } from "./running-sums-code.ts";
import type { SortedItems } from "./sorted-items.ts";

/** One value per replicate; NaN marks an undefined one (no item drawn, or one outcome only). */
export interface ItemReplicates {
  readonly eceDebiased: Float64Array;
  readonly squaredDebiased: Float64Array;
  readonly auroc: Float64Array;
  readonly accuracyAt80: Float64Array;
  readonly overconfidence: Float64Array;
}

const COVERAGE = 0.8;

/**
 * The item bootstrap of one model: what `expectedCalibrationError` over `equalMassBins`, `auroc`, `accuracyAtCoverage` at 80 %
 * and `overconfidence` are on each drawn sample. The items are sorted once; a replicate is one walk over them with whole
 * multiplicities, its bins cut anew.
 *
 * @param cluster per item, in the order that was given to `sortItems`, its cluster
 * @param draws the draws of the benchmark, shared by all its models
 * @param totals per replicate the number of drawn items of this model: `drawnItems`
 */
export function itemBootstrap(
  items: SortedItems,
  cluster: ArrayLike<number>,
  draws: ClusterDraws,
  totals: Int32Array,
): ItemReplicates {
  const entries = entriesOf(items, cluster);
  const sums = runningSums(entries, draws.clusters);
  const blocks = drawBlocks(draws);
  const out = emptyReplicates(draws.replicates);
  for (let r = 0; r < draws.replicates; r++) {
    const lane = r % LANES;
    if (lane === 0) sums.add(blocks.subarray(r * draws.clusters, (r + LANES) * draws.clusters), totals, r);
    const total = totals[r]!;
    const kept = COVERAGE * total;
    const right = sums.integers[16 * entries.n + 4 + lane]!;
    const gap = sums.doubles[8 * entries.n + 4 + lane]!;
    const wrong = total - right;
    // 0/0 where one outcome alone is drawn: the pairs are counted exactly
    out.auroc[r] = doubledPairs(entries, sums, lane, right) / (2 * right * wrong);
    out.accuracyAt80[r] = (right - droppedRight(entries, sums, lane, total - kept)) / kept;
    out.overconfidence[r] = -gap / (total * items.one);
    out.eceDebiased[r] = (2 * sums.absolute(lane) - sums.folded(lane)) / total;
    out.squaredDebiased[r] = sums.squared(lane) / total;
  }
  return out;
}

/** Five arrays on one piece of memory: thousands of small pieces cost more to clear away than to fill. */
function emptyReplicates(count: number): ItemReplicates {
  const all = new Float64Array(5 * count);
  const part = (k: number) => all.subarray(k * count, (k + 1) * count);
  return {
    eceDebiased: part(0),
    squaredDebiased: part(1),
    auroc: part(2),
    accuracyAt80: part(3),
    overconfidence: part(4),
  };
}

/** Items by ascending confidence, those of equal confidence and one cluster as one entry; gaps are y − q, in units of `one`. */
interface Entries extends WeightedEntries {
  readonly n: number;
  /** per k = 1…n, where the run of equal confidences that holds entry k − 1 starts */
  readonly runStart: Int32Array;
  /** start, end of each run of two or more entries */
  readonly ties: Int32Array;
}

function entriesOf({ n, one, confidence, correct, source, tieEnds }: SortedItems, cluster: ArrayLike<number>): Entries {
  const [place, count, right] = [new Uint32Array(n), new Int32Array(n), new Int32Array(n)];
  const gap = new Float64Array(n);
  const [runStart, runEnd] = [new Int32Array(n + 1), new Int32Array(n + 1)];
  const entryOf = new Map<number, number>();
  const ties: number[] = [];
  let entries = 0;
  let k = 0;
  for (const tieEnd of tieEnds) {
    const start = entries;
    const isAlone = tieEnd - k === 1;
    for (; k < tieEnd; k++) {
      const own = cluster[source[k]!]!;
      let e = isAlone ? entries : (entryOf.get(own) ?? entries);
      if (e < start) e = entries;
      if (e === entries) {
        place[e] = own;
        entries++;
        if (!isAlone) entryOf.set(own, e);
      }
      count[e]!++;
      right[e]! += correct[k]!;
      gap[e]! += correct[k]! * one - confidence[k]!;
    }
    runStart.fill(start, start + 1, entries + 1);
    runEnd.fill(entries, start + 1, entries + 1);
    if (entries - start > 1) ties.push(start, entries);
  }
  return {
    n: entries,
    place: place.subarray(0, entries),
    count,
    right,
    gap,
    one,
    runStart,
    runEnd,
    ties: Int32Array.from(ties),
  };
}

/**
 * Twice the number of pairs with the right answer above the wrong one: per run of equal confidences with r right and w wrong ones
 * 2·r·(wrong before) + r·w = r·(items before + items after) − r·(right before + right after), whose last terms add up to −right².
 */
function doubledPairs({ ties }: Entries, sums: RunningSums, lane: number, right: number): number {
  let doubled = sums.doubled(lane) - right * right;
  for (let t = 0; t < ties.length; t += 2) {
    const [start, end] = [ties[t]!, ties[t + 1]!];
    doubled += rightTimesItems(sums, lane, start, end);
    for (let k = start; k < end; k++) doubled -= rightTimesItems(sums, lane, k, k + 1);
  }
  return doubled;
}

/** Right answers among entries start…end − 1, times the items before them and up to their end. */
function rightTimesItems({ integers }: RunningSums, lane: number, start: number, end: number): number {
  const [from, to] = [16 * start + lane, 16 * end + lane];
  return (integers[to + 4]! - integers[from + 4]!) * (integers[from]! + integers[to]!);
}

/** Right answers among the `drop` least confident; a run of equal confidences at the cut enters in proportion. NaN for 0. */
function droppedRight({ runStart, runEnd }: Entries, sums: RunningSums, lane: number, drop: number): number {
  const { integers } = sums;
  const at = firstAtLeast(sums, lane, Math.ceil(drop));
  const [from, to] = [16 * runStart[at]! + lane, 16 * runEnd[at]! + lane];
  const before = integers[from + 4]!;
  return before + ((drop - integers[from]!) * (integers[to + 4]! - before)) / (integers[to]! - integers[from]!);
}

/** The smallest k with `least` items, by bisection without branches: they would be mispredicted half of the time. */
function firstAtLeast({ integers, steps }: RunningSums, lane: number, least: number): number {
  let at = lane;
  for (let step = 8 * steps; step >= 16; step >>= 1) at += step & ((integers[at + step - 16]! - least) >> 31);
  return at >> 4;
}
