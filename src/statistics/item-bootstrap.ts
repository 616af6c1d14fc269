import type { ClusterDraws } from "./cluster-draws.ts";
import { foldedNormalMeanFast } from "./folded-normal-mean.ts";
import type { SortedItems } from "./sorted-items.ts";

/** One value per replicate; NaN marks an undefined one (no item drawn, or one outcome only). */
export interface ItemReplicates {
  readonly eceDebiased: Float64Array;
  readonly squaredDebiased: Float64Array;
  readonly auroc: Float64Array;
  readonly accuracyAt80: Float64Array;
  readonly overconfidence: Float64Array;
}

const BINS = 15;
const COVERAGE = 0.8;
const NEVER = 2 ** 31 - 1;

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
  const model = prepare(items, cluster);
  const steps = new Steps(model.n);
  const out: ItemReplicates = {
    eceDebiased: new Float64Array(draws.replicates),
    squaredDebiased: new Float64Array(draws.replicates),
    auroc: new Float64Array(draws.replicates),
    accuracyAt80: new Float64Array(draws.replicates),
    overconfidence: new Float64Array(draws.replicates),
  };
  for (let r = 0; r < draws.replicates; r++) {
    const total = totals[r]!;
    accumulate(model, draws.counts, r * draws.clusters, steps);
    const kept = COVERAGE * total;
    const right = steps.right[model.n]!;
    const wrong = total - right;
    out.auroc[r] = right > 0 && wrong > 0 ? steps.doubled / (2 * right * wrong) : Number.NaN;
    out.accuracyAt80[r] = (right - droppedRight(model, steps, total - kept)) / kept;
    out.overconfidence[r] = -steps.gap[model.n]! / (total * model.one);
    binErrors(model, steps, total, r, out);
  }
  return out;
}

/** Items by ascending confidence. */
interface Prepared {
  readonly n: number;
  readonly one: number;
  readonly place: Uint32Array;
  /** y − q, in units of `one` */
  readonly gaps: Float64Array;
  /** 0 or 1, as doubles: products with a weight of 0 then need no check for −0 */
  readonly correct: Float64Array;
  /** per sorted place k, 1…n: the end of the run of equal confidences that holds item k − 1 */
  readonly runEnd: Int32Array;
  /** start, end of each run of two or more equal confidences */
  readonly ties: Int32Array;
}

/** Sums over the first k items, k = 0…n, of one replicate. */
class Steps {
  /** padded to a power of two with a size that is never reached */
  readonly size: Int32Array;
  readonly right: Float64Array;
  readonly gap: Float64Array;
  /** twice the number of pairs with the right answer above the wrong one */
  doubled = 0;
  constructor(n: number) {
    let places = 1;
    while (places <= n) places *= 2;
    this.size = new Int32Array(places).fill(NEVER);
    this.size[0] = 0;
    this.right = new Float64Array(n + 1);
    this.gap = new Float64Array(n + 1);
  }
}

function prepare({ n, one, confidence, correct, source, tieEnds }: SortedItems, cluster: ArrayLike<number>): Prepared {
  const runEnd = new Int32Array(n + 1);
  const ties: number[] = [];
  let start = 0;
  for (const end of tieEnds) {
    runEnd.fill(end, start + 1, end + 1);
    if (end - start > 1) ties.push(start, end);
    start = end;
  }
  return {
    n,
    one,
    place: Uint32Array.from(source, (i) => cluster[i]!),
    gaps: Float64Array.from(confidence, (q, k) => correct[k]! * one - q),
    correct: Float64Array.from(correct),
    runEnd,
    ties: Int32Array.from(ties),
  };
}

function accumulate(model: Prepared, counts: Uint8Array, row: number, steps: Steps): void {
  const { n, place, gaps, correct } = model;
  const sizes = steps.size;
  const rights = steps.right;
  const gapsTo = steps.gap;
  let size = 0;
  let right = 0;
  let wrong = 0;
  let gap = 0;
  let pairs = 0;
  for (let k = 0; k < n; k++) {
    const weight = counts[row + place[k]!]!;
    const rightHere = weight * correct[k]!;
    size += weight;
    gap += weight * gaps[k]!;
    right += rightHere;
    pairs += rightHere * wrong;
    wrong += weight - rightHere;
    sizes[k + 1] = size;
    rights[k + 1] = right;
    gapsTo[k + 1] = gap;
  }
  steps.doubled = 2 * pairs + tieCorrection(model, steps);
}

/** Within a run of equal confidences each pair of right and wrong counts ½, whatever their order in the walk. */
function tieCorrection({ ties, correct }: Prepared, { size, right }: Steps): number {
  let correction = 0;
  for (let t = 0; t < ties.length; t += 2) {
    const start = ties[t]!;
    const end = ties[t + 1]!;
    const wrongBefore = size[start]! - right[start]!;
    const rightHere = right[end]! - right[start]!;
    let counted = 0;
    for (let k = start; k < end; k++)
      if (correct[k] === 1) counted += (right[k + 1]! - right[k]!) * (size[k]! - right[k]! - wrongBefore);
    correction += rightHere * (size[end]! - right[end]! - wrongBefore) - 2 * counted;
  }
  return correction;
}

/** Right answers among the `drop` least confident; a run of equal confidences at the cut enters in proportion. */
function droppedRight({ runEnd }: Prepared, { size, right }: Steps, drop: number): number {
  if (!(drop > 0)) return 0;
  const end = runEnd[firstAtLeast(size, Math.ceil(drop))]!;
  let start = end - 1;
  while (start > 0 && runEnd[start] === end) start--;
  const before = right[start]!;
  return before + ((drop - size[start]!) * (right[end]! - before)) / (size[end]! - size[start]!);
}

/** The errors of the bins; with g = n_b·|d_b| and e = n_b·s_b, E|N(d_b, s_b²)| = E|N(g, e²)|/n_b. */
function binErrors({ one, runEnd }: Prepared, steps: Steps, total: number, r: number, out: ItemReplicates): void {
  const { size: sizes, right: rights, gap: gaps } = steps;
  let absolute = 0;
  let folded = 0;
  let squared = 0;
  let start = 0;
  for (let cut = 1; cut <= BINS; cut++) {
    const at = firstAtLeast(sizes, Math.floor((2 * cut * total + BINS) / (2 * BINS)));
    if (at <= start) continue; // ties have carried the last bin past this cut, or no item lies below it
    const end = runEnd[at]!;
    const size = sizes[end]! - sizes[start]!;
    const right = rights[end]! - rights[start]!;
    const g = Math.abs(gaps[end]! - gaps[start]!) / one;
    const variance = size > 1 ? (right * (size - right)) / (size - 1) : 0;
    absolute += g;
    folded += variance > 0 ? foldedNormalMeanFast(g, Math.sqrt(variance)) : g;
    squared += (g * g - variance) / size;
    start = end;
  }
  out.eceDebiased[r] = (2 * absolute - folded) / total;
  out.squaredDebiased[r] = squared / total;
}

/** The smallest k with sizes[k] ≥ least, by bisection without branches: they would be mispredicted half of the time. */
function firstAtLeast(sizes: Int32Array, least: number): number {
  let k = 0;
  for (let step = sizes.length >> 1; step > 0; step >>= 1) k += step & ((sizes[k + step - 1]! - least) >> 31);
  return k;
}
