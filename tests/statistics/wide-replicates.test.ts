import fc from "fast-check";
import { expect, test } from "vitest";
import { randomBelow } from "../../src/statistics/random-below.ts";
import { randomStream } from "../../src/statistics/random-stream.ts";
import { spearman } from "../../src/statistics/spearman.ts";
import { MOST_UNITS, type RankedUnits, wideReplicates } from "../../src/statistics/wide-replicates.ts";

const cases = fc.integer({ min: 2, max: 40 }).chain((n) =>
  fc.record({
    n: fc.constant(n),
    draws: fc.array(fc.array(fc.nat(n - 1), { minLength: n, maxLength: n }), { minLength: 1, maxLength: 40 }),
    values: fc.array(fc.array(fc.nat(n), { minLength: n, maxLength: n }), { minLength: 3, maxLength: 3 }),
    signs: fc.array(fc.integer({ min: -1, max: 1 }), { minLength: (n * (n - 1)) / 2, maxLength: (n * (n - 1)) / 2 }),
  }),
);

function multiplicities(n: number, draws: readonly (readonly number[])[]): Uint8Array {
  const weights = new Uint8Array(draws.length * n);
  for (const [r, drawn] of draws.entries()) for (const unit of drawn) weights[r * n + unit]!++;
  return weights;
}

function ranked(values: readonly number[]): RankedUnits {
  const order = [...values.keys()].sort((a, b) => values[a]! - values[b]!);
  return { groups: [...Map.groupBy(order, (unit) => values[unit]!).values()] };
}

test("ρ is that of the drawn units, and the sum over pairs what plain loops add up, in whatever memory", () => {
  fc.assert(
    fc.property(cases, ({ n, draws, values, signs }) => {
      const weights = multiplicities(n, draws);
      // room for two columns alone: three of them are made again and again
      for (const memory of [0, 1e6]) {
        const wide = wideReplicates(weights, n, memory);
        const units = values.map(ranked);
        for (const [a, b] of [
          [0, 1],
          [1, 2],
          [2, 0],
          [0, 0],
          [1, 0],
        ] as const) {
          const got = new Float64Array(draws.length);
          wide.spearman(units[a]!, units[b]!, got);
          draws.forEach((drawn, r) => {
            const of = (own: readonly number[]) => drawn.map((unit) => own[unit]!);
            const expected = n < 3 ? undefined : spearman(of(values[a]!), of(values[b]!));
            if (expected === null) expect(got[r]).toBeNaN();
            else if (expected !== undefined) expect(got[r]).toBeCloseTo(expected, 12);
          });
        }
        const pairs = [...wide.signedPairs(Int8Array.from(signs))];
        draws.forEach((_, r) => {
          let [sum, k] = [0, 0];
          for (let i = 0; i < n; i++)
            for (let j = i + 1; j < n; j++) sum += weights[r * n + i]! * weights[r * n + j]! * signs[k++]!;
          expect(pairs[r]).toBe(sum);
        });
      }
    }),
  );
});

test.each([0, 1e6])(
  "no call disturbs what a later one reads, and ρ goes to its own places: memory for ranks %i",
  (memory) => {
    const [n, replicates] = [32, 1_040];
    const next = randomStream("wide", 0);
    const draws = Array.from({ length: replicates }, () => Array.from({ length: n }, () => randomBelow(next(), n)));
    const weights = multiplicities(n, draws);
    const values = [0, 1, 2].map((k) => Array.from({ length: n }, () => randomBelow(next(), 10 * (k + 1))));
    const signs = Int8Array.from({ length: (n * (n - 1)) / 2 }, () => 2 * randomBelow(next(), 2) - 1);
    const rho = (a: number, b: number) =>
      draws.map((drawn) => {
        const of = (own: readonly number[]) => drawn.map((unit) => own[unit]!);
        return spearman(of(values[a]!), of(values[b]!))!;
      });
    const sums = draws.map((_, r) => {
      const row = [...weights.subarray(r * n, (r + 1) * n)];
      const products = row.flatMap((w, i) => row.slice(i + 1).map((other) => w * other));
      return products.reduce((total, product, pair) => total + product * signs[pair]!, 0);
    });

    const wide = wideReplicates(weights, n, memory);
    const units = values.map(ranked);
    for (const [a, b] of [
      [0, 1],
      [0, 2],
      [1, 0],
    ] as const) {
      const expected = rho(a, b);
      const [before, after] = [0, 1].map(() => {
        const result = new Float64Array(replicates + 1).fill(7);
        wide.spearman(units[a]!, units[b]!, result);
        expect([...wide.signedPairs(signs)]).toEqual(sums);
        return result;
      });
      expect(after).toEqual(before);
      expect(after![replicates]).toBe(7);
      expect(Math.max(...expected.map((value, r) => Math.abs(value - after![r]!)))).toBeLessThan(1e-12);
    }
  },
);

test("as many units as are allowed, each drawn once: no sum passes its bits", () => {
  const n = MOST_UNITS;
  const wide = wideReplicates(new Uint8Array(n).fill(1), n);
  expect([...wide.signedPairs(new Int8Array((n * (n - 1)) / 2).fill(1))]).toEqual([(n * (n - 1)) / 2]);
  const up = ranked([...Array(n).keys()]);
  const rho = [up, ranked([...Array(n).keys()].map((k) => -k))].map((other) => {
    const result = new Float64Array(1);
    wide.spearman(up, other, result);
    return result[0];
  });
  expect(rho).toEqual([1, -1]);
});

test("a unit drawn as often as 16 bits allow", () => {
  // weight · rank of the lowest, doubled and centred: 151 · (368 − 151) = 2¹⁵ − 1
  const n = 368;
  const weights = new Uint8Array(n).fill(151, 0, 1).fill(1, 1, 218);
  const drawn = [...weights.keys()].flatMap((unit) => Array<number>(weights[unit]!).fill(unit));
  const values = [...weights.keys()].map((unit) => (unit * unit) % 101);
  const result = new Float64Array(1);
  wideReplicates(weights, n).spearman(ranked([...weights.keys()]), ranked(values), result);
  expect(drawn).toHaveLength(n);
  expect(result[0]).toBeCloseTo(
    spearman(
      drawn,
      drawn.map((unit) => values[unit]!),
    )!,
    12,
  );
  // 128 · (384 − 128) = 2¹⁵
  expect(() => wideReplicates(new Uint8Array(384).fill(128, 0, 1), 384)).toThrow(RangeError);
});

test("what does not fit is refused", () => {
  expect(() => wideReplicates(new Uint8Array(MOST_UNITS + 1), MOST_UNITS + 1)).toThrow(RangeError);
  expect(() => wideReplicates(new Uint8Array(1000).fill(200, 0, 5), 1000)).toThrow(/drawn 200 times/);
});
