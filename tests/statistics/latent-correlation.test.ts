import { expect, test } from "vitest";
import { latentCorrelation, type SeedRow } from "../../src/statistics/latent-correlation.ts";
import { randomStream } from "../../src/statistics/random-stream.ts";

const MIXTURES = 4000;
const TRUTH = 0.8;

/** Mixtures with a latent correlation of .8, and seed errors that are carried from before to after. */
function study(seedsBefore: readonly number[], seedsAfter: readonly number[]): [SeedRow[], SeedRow[]] {
  const next = randomStream("test/latent", 0);
  const normal = () => Array.from({ length: 12 }, () => next() / 2 ** 32).reduce((a, b) => a + b, -6);
  const rows = Array.from({ length: MIXTURES }, () => {
    const before = normal();
    const after = TRUTH * before + Math.sqrt(1 - TRUTH ** 2) * normal();
    const errors = Array.from({ length: 9 }, () => 0.4 * normal());
    return [
      { seeds: seedsBefore, values: seedsBefore.map((seed) => before + errors[seed]!) },
      { seeds: seedsAfter, values: seedsAfter.map((seed) => after + errors[seed]! + 0.2 * normal()) },
    ] as const;
  });
  return [rows.map(([row]) => row), rows.map(([, row]) => row)];
}

test.each([
  ["the same seeds at both stages", [1, 2, 3], [1, 2, 3], TRUTH],
  ["a seed missing after", [1, 2, 3], [1, 2], TRUTH],
  ["seeds in another order", [1, 2, 3], [3, 1], TRUTH],
  ["no seed in common", [1, 2, 3], [4, 5], TRUTH],
  // a single common seed leaves no covariance within mixtures to subtract: the shared error's .16 stays in
  ["one seed in common, its error included", [1, 2, 3], [3, 4], TRUTH + 0.16],
] as const)("latentCorrelation finds the truth with %s, from either side", (_, before, after, truth) => {
  const [x, y] = study(before, after);
  const [one, other] = [latentCorrelation(x, y)!, latentCorrelation(y, x)!];
  expect(one.latent).toBeCloseTo(other.latent!, 10);
  expect(Math.abs(one.latent! - truth)).toBeLessThan(0.03);
});

test("latentCorrelation is null with fewer than five mixtures, or where one side has no reliability", () => {
  const [x, y] = study([1, 2, 3], [1, 2, 3]);
  expect(latentCorrelation(x.slice(0, 4), y.slice(0, 4))?.latent).toBeNull();
  const noise = y.map((row, m) => ({ ...row, values: [0, 1, 2].map((k) => ((m + k) % 3) / 10) }));
  expect(latentCorrelation(x, noise)?.latent).toBeNull();
  const single = y.map((row) => ({ seeds: [1], values: [row.values[0]!] }));
  expect(latentCorrelation(x, single)).toBeNull();
});

/** Five mixtures with two seeds each, `spread` off their means −1, 0, 0, 0, 1: MSB 1, MSW 2·spread². */
function five(spread: number): SeedRow[] {
  return [-1, 0, 0, 0, 1].map((mean) => ({ seeds: [1, 2], values: [mean - spread, mean + spread] }));
}

test("five mixtures are enough, and so is a reliability of exactly ½ on both sides", () => {
  const result = latentCorrelation(five(0.5), five(0.5))!;
  expect(result).toMatchObject({ mcb: 1, mcw: 0.5, iccX: 0.5, iccY: 0.5 });
  expect(result.latent).toBeCloseTo(1, 12);
});

test("a reliability below ½ on one side is too little", () => {
  const [more, less] = [five(0.5), five(0.5625)];
  expect(latentCorrelation(more, less)).toMatchObject({ iccX: 0.5, iccY: 1 - 2 * 0.5625 ** 2, latent: null });
  expect(latentCorrelation(less, more)!.latent).toBeNull();
});

test("a single mixture without a common seed, and the means stand for the seeds of all", () => {
  const means = [-1, 0, 3, 0, 1, 4];
  const x = means.map((mean, m) => ({ seeds: m === 2 ? [8, 9] : [1, 2], values: [mean - 0.25, mean + 0.25] }));
  const y = means.map((mean, m) => ({ seeds: [1, 2, 3], values: [-0.5, 0, 0.5].map((off) => mean * m + off) }));
  const mean = (values: readonly number[]) => values.reduce((total, value) => total + value, 0) / values.length;
  const after = means.map((value, m) => value * m);
  const products = means.map((value, m) => (value - mean(means)) * (after[m]! - mean(after)));
  const result = latentCorrelation(x, y)!;
  expect(result.mcw).toBe(0);
  expect(result.mcb).toBeCloseTo((mean(products) * 6) / 5, 12);
});
