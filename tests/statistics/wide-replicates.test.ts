import fc from "fast-check";
import { expect, test } from "vitest";
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

test("what does not fit is refused", () => {
  expect(() => wideReplicates(new Uint8Array(MOST_UNITS + 1), MOST_UNITS + 1)).toThrow(RangeError);
  expect(() => wideReplicates(new Uint8Array(1000).fill(200, 0, 5), 1000)).toThrow(/drawn 200 times/);
});
