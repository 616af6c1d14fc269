import { equalMassBins } from "./calibration-bins.ts";
import { randomFill } from "./random-fill.ts";
import type { SortedItems } from "./sorted-items.ts";

const BLOCK = 256;

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
 * Test of calibration: y* ~ Bernoulli(q) for every item of every model, the bins kept, T = mean ece of the models. One u32 per
 * item from stream `key`, block ⌊draw/256⌋, y* = [u32 < ⌊q·2³²⌋]; models in the order given, items by ascending confidence
 * (equal ones share threshold and bin, so that their order cannot matter).
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
    if (total >= observed) count++;
  }
  return { ece: observed / models.length, count, draws, p: (count + 1) / (draws + 1) };
}

interface Prepared {
  readonly drawn: Uint32Array;
  /** ⌊q·2³²⌋ as signed 32 bits; 0 where q = 1, whose answers stand in `certain` */
  readonly thresholds: Int32Array;
  readonly ends: Uint32Array;
  /** per bin, Σq less the certain answers, in units of `one` */
  readonly expected: Float64Array;
  readonly one: number;
  /** Σ over bins of |Σy − Σq|, in units of `one`: an exact integer where the confidences are */
  readonly observed: number;
  /** 1/(n·one) */
  readonly share: number;
}

function prepare(items: SortedItems): Prepared {
  const { n, one, confidence, correct } = items;
  const bins = equalMassBins(items);
  const isCertain = (q: number) => q >= one;
  const sumOver = (start: number, end: number, value: (k: number) => number) => {
    let total = 0;
    for (let k = start; k < end; k++) total += value(k);
    return total;
  };
  const expected = bins.map(({ start, end }) =>
    sumOver(start, end, (k) => (isCertain(confidence[k]!) ? 0 : confidence[k]!)),
  );
  const observed = bins.map(({ start, end }) =>
    Math.abs(sumOver(start, end, (k) => correct[k]! * one - confidence[k]!)),
  );
  return {
    drawn: new Uint32Array(n),
    thresholds: Int32Array.from(confidence, (q) => (isCertain(q) ? 0 : Math.floor((q / one) * 4294967296) | 0)),
    ends: Uint32Array.from(bins, ({ end }) => end),
    expected: Float64Array.from(expected),
    one,
    observed: observed.reduce((total, value) => total + value, 0),
    share: 1 / (n * one),
  };
}

function simulated({ drawn, thresholds, ends, expected, one }: Prepared): number {
  let total = 0;
  let k = 0;
  for (let b = 0; b < ends.length; b++) {
    const end = ends[b]!;
    let right = 0;
    for (; k < end; k++) {
      const u = drawn[k]! | 0;
      const t = thresholds[k]!;
      // the borrow of u − t: 1 where u < t without sign; a branch would be mispredicted half of the time
      right += ((~u & t) | ((~u | t) & (u - t))) >>> 31;
    }
    total += Math.abs(right * one - expected[b]!);
  }
  return total;
}
