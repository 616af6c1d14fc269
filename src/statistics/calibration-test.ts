import { bernoulliSumCdf } from "./bernoulli-sum.ts";
import { equalMassBins } from "./calibration-bins.ts";
import { randomFill } from "./random-fill.ts";
import type { SortedItems } from "./sorted-items.ts";

const BLOCK = 256;
const RANGE = 4294967296;

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
  /** ⌊P(sum ≤ k)·2³²⌋ of every bin, each padded with 2³² to a power of two */
  readonly thresholds: Float64Array;
  /** where each bin's thresholds begin, and the half of their padded count */
  readonly starts: Uint32Array;
  readonly halves: Uint32Array;
  /** per bin Σq, in units of `one` */
  readonly expected: Float64Array;
  readonly one: number;
  /** Σ over bins of |Σy − Σq|, in units of `one`: an exact integer where the confidences are */
  readonly observed: number;
  /** 1/(n·one) */
  readonly share: number;
}

function prepare(items: SortedItems): Prepared {
  const { n, one, confidence } = items;
  const bins = equalMassBins(items);
  const tables = bins.map(({ start, end }) =>
    padded(bernoulliSumCdf(confidence.slice(start, end).map((q) => q / one))),
  );
  const thresholds = new Float64Array(tables.reduce((total, table) => total + table.length, 0));
  const starts = new Uint32Array(bins.length);
  let at = 0;
  for (const [b, table] of tables.entries()) {
    starts[b] = at;
    thresholds.set(table, at);
    at += table.length;
  }
  const expected = Float64Array.from(bins, ({ start, end }) => {
    let total = 0;
    for (let k = start; k < end; k++) total += confidence[k]!;
    return total;
  });
  return {
    drawn: new Uint32Array(bins.length),
    thresholds,
    starts,
    halves: Uint32Array.from(tables, (table) => table.length >> 1),
    expected,
    one,
    observed: bins.reduce((total, { correct }, b) => total + Math.abs(correct * one - expected[b]!), 0),
    share: 1 / (n * one),
  };
}

function padded(cdf: Float64Array): Float64Array {
  let places = 1;
  while (places <= cdf.length) places *= 2;
  const table = new Float64Array(places).fill(RANGE);
  for (let k = 0; k < cdf.length; k++) table[k] = Math.floor(cdf[k]! * RANGE);
  return table;
}

/** The number of right answers of a bin is how many thresholds its random number reaches, found by bisection. */
function simulated({ drawn, thresholds, starts, halves, expected, one }: Prepared): number {
  let total = 0;
  for (let b = 0; b < drawn.length; b++) {
    const u = drawn[b]!;
    const start = starts[b]!;
    let right = 0;
    for (let step = halves[b]!; step > 0; step >>= 1) if (u >= thresholds[start + right + step - 1]!) right += step;
    total += Math.abs(right * one - expected[b]!);
  }
  return total;
}
