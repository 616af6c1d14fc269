import fc from "fast-check";
import { expect, test } from "vitest";
import { midRanks } from "../../src/statistics/mid-ranks.ts";
import { randomBelow } from "../../src/statistics/random-below.ts";
import { randomStream } from "../../src/statistics/random-stream.ts";
import { MOST_KERNEL_UNITS, replicateKernel, replicateStride } from "../../src/statistics/replicate-kernel.ts";

/** Draws of n units, replicate by replicate, as multiplicities. */
function multiplicities(n: number, draws: readonly (readonly number[])[]): Uint8Array {
  const weights = new Uint8Array(draws.length * n);
  draws.forEach((drawn, r) => {
    for (let k = 0; k < n; k++) weights[r * n + (drawn[k]! % n)]!++;
  });
  return weights;
}

const cases = fc.integer({ min: 2, max: MOST_KERNEL_UNITS }).chain((n) =>
  fc.record({
    n: fc.constant(n),
    draws: fc.array(fc.array(fc.nat(n - 1), { minLength: n, maxLength: n }), { minLength: 1, maxLength: 40 }),
    ranks: fc.tuple(
      ...[0, 1].map(() => fc.array(fc.integer({ min: 1 - n, max: n - 1 }), { minLength: n, maxLength: n })),
    ),
    signs: fc.array(fc.integer({ min: -1, max: 1 }), { minLength: (n * (n - 1)) / 2, maxLength: (n * (n - 1)) / 2 }),
    shares: fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: n, maxLength: n }),
  }),
);

test("the kernel adds up what plain loops do, to the last bit", () => {
  fc.assert(
    fc.property(cases, ({ n, draws, ranks, signs, shares }) => {
      const weights = multiplicities(n, draws);
      const kernel = replicateKernel(weights, n);
      const stride = replicateStride(draws.length);
      expect(kernel.stride).toBe(stride);
      const columns = ranks.map((own) => {
        const weighted = new Int8Array(n * stride);
        const made = {
          ranks: new Int8Array(n * stride),
          weighted,
          squares: new Int32Array(stride),
        };
        draws.forEach((_, r) => {
          own.forEach((rank, i) => {
            const w = weights[r * n + i]!;
            made.ranks[i * stride + r] = rank;
            // what the ranks of a bootstrap keep to: weight · rank within a byte
            weighted[i * stride + r] = Math.max(-128, Math.min(127, w * rank));
            made.squares[r]! += w * rank * rank;
          });
        });
        return made;
      });
      const [x, y] = [columns[0]!, columns[1]!];
      const spearman = [...kernel.spearman(x, y)];
      const again = [...kernel.spearman(x, y)];
      const pairs = [...kernel.signedPairs(Int8Array.from(signs))];
      const means = [...kernel.means(Float64Array.from(shares))];
      expect(again).toEqual(spearman);
      draws.forEach((_, r) => {
        let [dot, pair, mean, k] = [0, 0, 0, 0];
        for (let i = 0; i < n; i++) {
          dot += x.weighted[i * stride + r]! * y.ranks[i * stride + r]!;
          mean += weights[r * n + i]! * shares[i]!;
          for (let j = i + 1; j < n; j++) pair += weights[r * n + i]! * weights[r * n + j]! * signs[k++]!;
        }
        const norm = x.squares[r]! * y.squares[r]!;
        const rho = norm > 0 ? Math.max(-1, Math.min(1, dot / Math.sqrt(norm))) : Number.NaN;
        expect(spearman[r]).toBe(rho);
        expect(pairs[r]! + 0).toBe(pair + 0);
        expect(means[r]).toBe(mean);
      });
    }),
  );
});

test("the kernel ranks the drawn units of every replicate, ties together", () => {
  const tied = cases.chain(({ n, draws }) =>
    fc.record({
      n: fc.constant(n),
      draws: fc.constant(draws),
      values: fc.array(fc.nat(n), { minLength: n, maxLength: n }),
    }),
  );
  fc.assert(
    fc.property(tied, ({ n, draws, values }) => {
      const groups = [...new Set(values)]
        .sort((a, b) => a - b)
        .map((value) => values.flatMap((own, unit) => (own === value ? [unit] : [])));
      const weights = multiplicities(n, draws);
      const { ranks, weighted, squares } = replicateKernel(weights, n).ranks(groups);
      const stride = replicateStride(draws.length);
      draws.forEach((drawn, r) => {
        const centred = midRanks(drawn.map((unit) => values[unit]!)).map((rank) => 2 * rank - n - 1);
        expect(squares[r]).toBe(centred.reduce((total, rank) => total + rank * rank, 0));
        expect(drawn.map((unit) => ranks[unit * stride + r])).toEqual(centred);
        for (let unit = 0; unit < n; unit++) {
          const at = unit * stride + r;
          expect(weighted[at]! + 0).toBe(weights[r * n + unit]! * ranks[at]! + 0);
        }
      });
      expect([...squares.subarray(draws.length)]).toEqual(Array(stride - draws.length).fill(0));
    }),
  );
});

test.each([
  [2, 16],
  [7, 33],
  [16, 208], // what it needs ends shortly after the first page of memory
  [16, 4_000],
])("of %i units in %i replicates, no call disturbs what a later one reads", (n, replicates) => {
  const next = randomStream("kernel", n * replicates);
  const draws = Array.from({ length: replicates }, () => Array.from({ length: n }, () => randomBelow(next(), n)));
  const weights = multiplicities(n, draws);
  const kernel = replicateKernel(weights, n);
  const [x, y] = [Array.from({ length: n }, () => next()), Array.from({ length: n }, () => randomBelow(next(), n))];
  const groupsOf = (values: readonly number[]) =>
    [...new Set(values)]
      .sort((a, b) => a - b)
      .map((value) => values.flatMap((own, unit) => (own === value ? [unit] : [])));
  const signs = Int8Array.from({ length: (n * (n - 1)) / 2 }, () => 2 * randomBelow(next(), 2) - 1);
  const shares = Float64Array.from({ length: n }, () => next() / 2 ** 32);

  const centred = (values: readonly number[]) =>
    draws.map((drawn) => midRanks(drawn.map((unit) => values[unit]!)).map((rank) => 2 * rank - n - 1));
  const [ranksOfX, ranksOfY] = [centred(x), centred(y)];
  const dot = (a: readonly number[], b: readonly number[]) => a.reduce((total, value, k) => total + value * b[k]!, 0);
  const rho = ranksOfX.map((own, r) => {
    const other = ranksOfY[r]!;
    return Math.max(-1, Math.min(1, dot(own, other) / Math.sqrt(dot(own, own) * dot(other, other))));
  });
  const row = (r: number) => [...weights.subarray(r * n, (r + 1) * n)];
  const means = draws.map((_, r) => dot(row(r), [...shares]));
  const pairs = draws.map((_, r) => {
    const products = row(r).flatMap((w, i, all) => all.slice(i + 1).map((other) => w * other));
    return dot(products, [...signs]);
  });

  for (const _ of [1, 2]) {
    const [left, right] = [kernel.ranks(groupsOf(x)), kernel.ranks(groupsOf(y))];
    const squares = ranksOfX.map((own) => dot(own, own));
    expect([...left.squares.subarray(0, replicates)]).toEqual(squares);
    expect([...kernel.spearman(left, right)]).toEqual(rho);
    expect([...kernel.signedPairs(signs)].map((sum) => sum + 0)).toEqual(pairs);
    expect([...kernel.means(shares)]).toEqual(means);
    expect([...kernel.spearman(right, left)]).toEqual(rho);
    expect([...kernel.spearman(left, left)]).toEqual(squares.map((square) => (square > 0 ? 1 : Number.NaN)));
  }
});

test("a column is filled up to whole blocks", () => {
  expect([0, 1, 16, 17, 10_000].map(replicateStride)).toEqual([0, 16, 16, 32, 10_000]);
});

test("more units than fit are refused", () => {
  expect(() => replicateKernel(new Uint8Array(17), 17)).toThrow("replicateKernel: 17 units, at most 16");
});
