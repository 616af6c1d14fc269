import fc from "fast-check";
import { expect, test } from "vitest";
import { foldedNormalMean } from "../../src/statistics/folded-normal-mean.ts";
import { PARTS, runningSums } from "../../src/statistics/running-sums.ts";
import { LANES } from "../../src/statistics/running-sums-code.ts";

const PLACES = 6;
const lanes = [0, 1, 2, 3];

/** Entries of up to `most` items, and the weights of four replicates. */
const cases = (most: number) =>
  fc.record({
    entries: fc.array(
      fc.record({
        place: fc.nat(PLACES - 1),
        count: fc.integer({ min: 1, max: most }),
        share: fc.integer({ min: 0, max: 4 }),
        gap: fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
        isTied: fc.boolean(),
      }),
      { minLength: 1, maxLength: 40 },
    ),
    weights: fc.array(fc.oneof(fc.nat(2), fc.nat(255)), { minLength: PLACES * LANES, maxLength: PLACES * LANES }),
  });

const ONE = 1_000_000_000;

/** Entries that are tied with the one after them share a run. */
function runEnds(isTied: readonly boolean[]): number[] {
  const ends = isTied.map((_, e) => {
    let end = e + 1;
    while (end < isTied.length && isTied[end - 1]) end++;
    return end;
  });
  return [0, ...ends];
}

/** What the definition says, bin by bin. */
function binErrors(
  walk: { items: number[]; right: number[]; gap: number[] },
  runEnd: readonly number[],
  total: number,
) {
  const errors = { absolute: 0, folded: 0, squared: 0, spread: 0, size: total };
  let start = 0;
  for (let part = 0; part < PARTS; part++) {
    const least = Math.floor((2 * (part + 1) * total + PARTS) / (2 * PARTS));
    const end = runEnd[walk.items.findIndex((items) => items >= least)]!;
    if (end <= start) continue;
    const size = walk.items[end]! - walk.items[start]!;
    const right = walk.right[end]! - walk.right[start]!;
    const g = Math.abs(walk.gap[end]! - walk.gap[start]!) / ONE;
    const variance = size > 1 ? (right * (size - right)) / (size - 1) : 0;
    errors.absolute += g;
    errors.folded += foldedNormalMean(g, Math.sqrt(variance));
    errors.spread += Math.sqrt(variance);
    errors.squared += (g * g - variance) / size;
    start = end;
  }
  return errors;
}

test.each([1, 3, 4_000])("runningSums adds up what plain loops do: entries of up to %i items", (most) => {
  fc.assert(
    fc.property(cases(most), ({ entries, weights }) => {
      const n = entries.length;
      const right = entries.map(({ count, share }) => Math.floor((count * share) / 4));
      const runEnd = runEnds(entries.map(({ isTied }) => isTied));
      const walks = lanes.map((lane) => {
        const sums = { items: [0], right: [0], gap: [0], doubled: 0 };
        entries.forEach(({ place, count, gap }, e) => {
          const weight = weights[place * LANES + lane]!;
          const before = sums.items[e]!;
          sums.items.push(before + weight * count);
          sums.right.push(sums.right[e]! + weight * right[e]!);
          sums.gap.push(sums.gap[e]! + weight * gap);
          sums.doubled += weight * right[e]! * (before + sums.items[e + 1]!);
        });
        return sums;
      });
      const totals = Int32Array.from(walks, ({ items }) => items[n]!);
      const sums = runningSums(
        {
          place: entries.map(({ place }) => place),
          count: entries.map(({ count }) => count),
          right,
          gap: entries.map(({ gap }) => gap),
          one: ONE,
          runEnd,
        },
        PLACES,
      );
      // twice: nothing of the first four replicates may stay
      for (const _ of [1, 2]) {
        sums.add(Uint8Array.from(weights), totals, 0);
        walks.forEach((walk, lane) => {
          const at = (k: number) => 16 * k + lane;
          for (let k = 0; k <= n; k++) {
            expect(sums.integers[at(k)]).toBe(walk.items[k]);
            expect(sums.integers[at(k) + 4]).toBe(walk.right[k]);
            expect(sums.doubles[8 * k + 4 + lane]).toBe(walk.gap[k]);
          }
          for (let k = n + 1; k < sums.steps; k++) expect(sums.integers[at(k)]).toBe(2 ** 31 - 1);
          expect(sums.doubled(lane)).toBe(walk.doubled);
          if (totals[lane] === 0) return;
          const expected = binErrors(walk, runEnd, totals[lane]!);
          expect(sums.absolute(lane)).toBeCloseTo(expected.absolute, 8);
          expect(sums.squared(lane) / (1 + expected.size)).toBeCloseTo(expected.squared / (1 + expected.size), 8);
          // the table is right to 1e−10 of a standard deviation
          const off = Math.abs(sums.folded(lane) - expected.folded);
          expect(off).toBeLessThan(1e-10 * (1 + expected.spread) + 1e-13 * expected.folded);
        });
      }
    }),
    { numRuns: 40, seed: 1 },
  );
});

test("runningSums takes replicates beyond the last as drawing nothing, and grows with the places", () => {
  const places = 100_000;
  const sums = runningSums(
    { place: [places - 1, 0], count: [1, 1], right: [1, 0], gap: [5, -3], one: 1, runEnd: [0, 1, 2] },
    places,
  );
  const weights = new Uint8Array(places * LANES);
  weights[(places - 1) * LANES] = 2;
  weights[0] = 1;
  sums.add(weights, Int32Array.of(3), 0);
  expect(lanes.map((lane) => sums.integers[32 + lane])).toEqual([3, 0, 0, 0]);
  expect(lanes.map((lane) => sums.doubles[20 + lane])).toEqual([7, 0, 0, 0]);
  expect(sums.doubled(0)).toBe(4);
});
