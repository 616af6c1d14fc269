import { expect, test } from "vitest";
import { permutationTable } from "../../src/statistics/permutation-table.ts";
import { countPermutedSums } from "../../src/statistics/permuted-sums.ts";
import { randomStream } from "../../src/statistics/random-stream.ts";

/** Σ over units (Σ vectors)² of every draw, as it is defined. */
function sumsOfSquares(vectors: readonly (readonly number[])[]): number[] {
  const [first, ...others] = vectors as [readonly number[], ...(readonly number[])[]];
  const n = first.length;
  const tables = others.map((_, j) => permutationTable(n, j + 1));
  return Array.from({ length: 99_999 }, (_, draw) => {
    let total = 0;
    for (let i = 0; i < n; i++) {
      let sum = first[i]!;
      for (let j = 0; j < others.length; j++) sum += others[j]![tables[j]![draw * n + i]!]!;
      total += sum * sum;
    }
    return total;
  });
}

// more tables for the same number of units, then fewer again; other units between; all the bytes of a vector
test.each([
  [5, 2, 10],
  [5, 4, 10],
  [9, 3, 16],
  [16, 2, 60],
  [15, 3, 20],
])("countPermutedSums of %d units and %d vectors of numbers up to ±%d, draw by draw", (n, vectors, most) => {
  const next = randomStream(`permuted-sums/${n}/${vectors}`, 0);
  const own = Array.from({ length: vectors }, () => Array.from({ length: n }, () => (next() % (2 * most + 1)) - most));
  const all = sumsOfSquares(own);
  const sorted = Float64Array.from(all).sort();
  for (const [share, far] of [
    [0.02, 0.5],
    [0.3, 0.01],
    [0.9, 0.95],
  ] as const) {
    const centre = sorted[Math.floor(share * all.length)]!;
    const distances = Float64Array.from(all, (value) => Math.abs(value - centre)).sort();
    const distance = Math.max(1, distances[Math.floor(far * all.length)]!);
    const count = distances.filter((away) => away >= distance).length;
    expect(countPermutedSums(own, centre, distance)).toBe(count);
  }
});

test("countPermutedSums: sums up to ±127 fit a byte, sixteen units a vector, and as many vectors as a sum can need", () => {
  const fit = [
    [100, -3, 2],
    [1, -27, 5],
  ];
  const count = sumsOfSquares(fit).filter((value) => Math.abs(value - 9000) >= 500).length;
  expect(countPermutedSums(fit, 9000, 500)).toBe(count);
  expect(countPermutedSums([fit[0]!, [1, -28, 5]], 9000, 500)).toBeNull();
  expect(
    countPermutedSums(
      [
        [-128, 0, 0],
        [0, 0, 0],
      ],
      0,
      1,
    ),
  ).toBeNull();
  const units = (n: number) => Array.from({ length: n }, (_, i) => i % 3);
  expect(countPermutedSums([units(16), units(16)], 0, 1)).toBe(99_999);
  expect(countPermutedSums([units(17), units(17)], 0, 1)).toBeNull();
  const ones = (vectors: number) => Array.from({ length: vectors }, () => [1]);
  // one unit has one order: 127² in every draw
  expect([127 ** 2 - 5, 127 ** 2 + 5].map((centre) => countPermutedSums(ones(127), centre, 5))).toEqual([
    99_999, 99_999,
  ]);
  expect(countPermutedSums(ones(127), 127 ** 2 - 5, 6)).toBe(0);
  expect(
    countPermutedSums(
      Array.from({ length: 128 }, () => [0]),
      1,
      1,
    ),
  ).toBeNull();
});
