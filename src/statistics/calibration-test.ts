import { bernoulliSumCdf } from "./bernoulli-sum.ts";
import { equalMassBins } from "./calibration-bins.ts";
import { randomFill } from "./random-fill.ts";
import type { SortedItems } from "./sorted-items.ts";

const BLOCK = 256;
const RANGE = 4294967296;
/** Random numbers are sorted into this many parts by their first bits: few parts hold a threshold. */
const PART_BITS = 8;
const PART_SIZE = 2 ** (32 - PART_BITS);

/** How often simulated, perfectly calibrated models had a calibration error as large as the observed one. */
export interface CalibrationTest {
  /** mean ece of the models */
  readonly ece: number;
  readonly count: number;
  readonly draws: number;
  /** (count + 1)/(draws + 1) */
  readonly p: number;
}

/**
 * Test of calibration: y* ~ Bernoulli(q) for every item of every model, the bins kept, T = mean ece of the models. ECE sees of
 * a bin only how many of its answers are right, so that number is drawn, from its own distribution (a sum of independent
 * trials): one u32 per bin from stream `key`, block ⌊draw/256⌋, the least k with u < ⌊P(sum ≤ k)·2³²⌋; models in the order
 * given, bins by ascending confidence.
 *
 * @param models the seeds of one mixture, at least one
 * @see STATISTICS.md §9; Bröcker & Smith (2007), Weather and Forecasting 22, 651–661
 */
export function calibrationTest(models: readonly SortedItems[], key: string, draws = 999): CalibrationTest {
  const prepared = models.map(prepare);
  const observed = prepared.reduce((total, model) => total + model.observed * model.share, 0);
  let count = 0;
  let fill = randomFill(key, 0);
  for (let draw = 0; draw < draws; draw++) {
    if (draw > 0 && draw % BLOCK === 0) fill = randomFill(key, draw / BLOCK);
    let total = 0;
    for (const model of prepared) {
      fill(model.drawn);
      total += simulated(model) * model.share;
    }
    // sums of the same terms in another order differ in the last bits
    if (total >= observed - 1e-12) count++;
  }
  return { ece: observed / models.length, count, draws, p: (count + 1) / (draws + 1) };
}

interface Prepared {
  /** one number per bin */
  readonly drawn: Uint32Array;
  /** per bin and part of the random numbers: where in `thresholds` the search begins, at the first that may lie above */
  readonly first: Uint32Array;
  /** of every bin: ⌊P(sum ≤ k)·2³²⌋ for k = 0…n − 1, then 2³² */
  readonly thresholds: Float64Array;
  /** beside each threshold |k − Σq|, in units of `one` */
  readonly errors: Float64Array;
  /** Σ over bins of |Σy − Σq|, in units of `one`: an exact integer where the confidences are */
  readonly observed: number;
  /** 1/(n·one) */
  readonly share: number;
}

function prepare(items: SortedItems): Prepared {
  const { n, one, confidence } = items;
  const bins = equalMassBins(items);
  const thresholds = new Float64Array(n + bins.length);
  const errors = new Float64Array(n + bins.length);
  const first = new Uint32Array(bins.length << PART_BITS);
  let observed = 0;
  for (const [b, { start, end, correct }] of bins.entries()) {
    let expected = 0;
    for (let k = start; k < end; k++) expected += confidence[k]!;
    const at = start + b;
    const cdf = bernoulliSumCdf(confidence.subarray(start, end).map((q) => q / one));
    for (let k = 0; k < cdf.length; k++) thresholds[at + k] = Math.floor(cdf[k]! * RANGE);
    thresholds[end + b] = RANGE;
    for (let k = 0; k <= cdf.length; k++) errors[at + k] = Math.abs(k * one - expected);
    for (let part = 0, k = at; part < 1 << PART_BITS; part++) {
      while (thresholds[k]! <= part * PART_SIZE) k++;
      first[(b << PART_BITS) + part] = k;
    }
    observed += Math.abs(correct * one - expected);
  }
  return { drawn: new Uint32Array(bins.length), first, thresholds, errors, observed, share: 1 / (n * one) };
}

/** The number of right answers of a bin is how many thresholds its random number reaches. */
function simulated({ drawn, first, thresholds, errors }: Prepared): number {
  let total = 0;
  for (let b = 0; b < drawn.length; b++) {
    const u = drawn[b]!;
    let k = first[(b << PART_BITS) + (u >>> (32 - PART_BITS))]!;
    while (u >= thresholds[k]!) k++;
    total += errors[k]!;
  }
  return total;
}
