import { expect, test } from "vitest";
import { permutationTable } from "../../src/statistics/permutation-table.ts";
import { randomStream } from "../../src/statistics/random-stream.ts";

const rowOf = (table: ArrayLike<number>, n: number, draw: number) =>
  Array.from({ length: n }, (_, i) => table[draw * n + i]!);

test.each([
  ["the first vector", 7, 0, "permutations/7"],
  ["the next", 7, 1, "permutations/7/1"],
  ["the one after it", 7, 2, "permutations/7/2"],
  ["other units", 2, 0, "permutations/2"],
] as const)("permutationTable is shuffled by its own stream, a block of it for 256 orders: %s", (_, n, j, key) => {
  const table = permutationTable(n, j);
  expect(table).toHaveLength(99_999 * n);
  for (const block of [0, 1, 200, 390]) {
    const next = randomStream(key, block);
    for (let draw = 256 * block; draw < Math.min(256 * (block + 1), 99_999); draw++) {
      const order = Array.from({ length: n }, (_, i) => i);
      for (let last = n - 1; last >= 1; last--) {
        const chosen = Math.floor((next() / 2 ** 32) * (last + 1));
        [order[last], order[chosen]] = [order[chosen]!, order[last]!];
      }
      expect(rowOf(table, n, draw)).toEqual(order);
    }
  }
  // made once
  expect(permutationTable(n, j)).toBe(table);
});

test("permutationTable of one unit: the one order, 99,999 times, a byte each", () => {
  expect(permutationTable(1)).toEqual(new Uint8Array(99_999));
});

test("permutationTable holds orders, each place taking each unit about equally often", () => {
  const n = 11;
  const table = permutationTable(n);
  expect(table).toHaveLength(99_999 * n);
  const seen = new Array<number>(n).fill(0);
  for (let at = 0; at < table.length; at += n) {
    let bits = 0;
    for (let i = 0; i < n; i++) bits |= 1 << table[at + i]!;
    if (bits !== (1 << n) - 1) throw new Error(`row ${at / n} is no order`);
    seen[table[at]!]!++;
  }
  const expected = 99_999 / n;
  for (const count of seen) expect(Math.abs(count - expected)).toBeLessThan(5 * Math.sqrt(expected));
});

test("permutationTable of more units than a byte tells apart", () => {
  const n = 257;
  const table = permutationTable(n);
  for (const draw of [0, 1, 255, 256, 50_000, 99_998])
    expect(new Set(rowOf(table, n, draw)), `row ${draw}`).toEqual(new Set(Array.from({ length: n }, (_, i) => i)));
});
