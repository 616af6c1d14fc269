import { expect, test } from "vitest";
import { meanSpearmanOf } from "../../src/analysis/coherence-rows.ts";
import { coherenceTest } from "../../src/analysis/coherence-test.ts";
import { columns } from "../../src/analysis/column.ts";
import { mixtureBootstraps } from "../../src/analysis/mixture-bootstrap.ts";
import { permutationTable } from "../../src/statistics/permutation-table.ts";
import { spearman } from "../../src/statistics/spearman.ts";

const A = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const B = [2, 1, 4, 3, 6, 5, 8, 7, 7];
const C = [9, 3, 3, 5, 1, 8, 2, 7, 4];
const column = columns(mixtureBootstraps(9));

test("meanSpearmanOf is the mean of Spearman over all pairs", () => {
  const pairs = [
    [A, B],
    [A, C],
    [B, C],
  ] as const;
  const expected = pairs.reduce((total, [x, y]) => total + spearman(x, y)!, 0) / 3;
  expect(meanSpearmanOf([A, B, C].map((values) => column(values).ranks))).toBeCloseTo(expected, 12);
});

test("coherenceTest counts what permuting all benchmarks but the first would give, draw by draw", () => {
  const parts = [A, B, C].map((values) => column(values));
  const value = meanSpearmanOf(parts.map((part) => part.ranks));
  const { value: p } = coherenceTest(parts, value);
  const tables = [1, 2].map((j) => permutationTable(9, j));
  const draw = (j: number, values: readonly number[], at: number) =>
    Array.from(tables[j]!.subarray(at * 9, at * 9 + 9), (k) => values[k]!);
  let exceed = 0;
  for (let at = 0; at < 2_000; at++) {
    const [b, c] = [draw(0, B, at), draw(1, C, at)];
    const mean = (spearman(A, b)! + spearman(A, c)! + spearman(b, c)!) / 3;
    if (Math.abs(mean) >= Math.abs(value) - 1e-9) exceed++;
  }
  expect(Math.abs(exceed / 2_000 - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / 2_000));
});

const D = [4, 9, 1, 7, 2, 8, 3, 6, 5];
const LONG = Array.from({ length: 17 }, (_, i) => (i * 7) % 17);

test.each([
  ["no ties", [A, D, A.toReversed()]],
  ["the same ties everywhere", [C, C.toReversed(), C]],
  ["ties in one benchmark", [A, C, D]],
  ["two benchmarks", [D, A]],
  ["three mixtures", [A, D, C].map((values) => values.slice(0, 3))],
  ["more mixtures than a vector holds", [LONG, LONG.toReversed()]],
  ["more benchmarks than a byte adds up", Array.from({ length: 20 }, (_, k) => (k % 2 ? A : D))],
  [
    "no agreement at all",
    [
      [1, 2, 3, 4],
      [3, 1, 4, 2],
    ],
  ],
])("coherenceTest counts every draw: %s", (_, rows) => {
  const own = columns(mixtureBootstraps(rows[0]!.length));
  const parts = rows.map((values) => own(values));
  const value = meanSpearmanOf(parts.map((part) => part.ranks));
  const { value: p } = coherenceTest(parts, value);
  const k = parts.length;
  const n = rows[0]!.length;
  const z = parts.map(({ ranks }) => Array.from(ranks, (rank) => rank / Math.hypot(...ranks)));
  const tables = z.slice(1).map((_, j) => permutationTable(n, j + 1));
  let exceed = 0;
  for (let draw = 0; draw < 99_999; draw++) {
    let total = -k;
    for (let i = 0; i < n; i++) {
      let sum = z[0]![i]!;
      for (let b = 1; b < k; b++) sum += z[b]![tables[b - 1]![draw * n + i]!]!;
      total += sum ** 2;
    }
    if (Math.abs(total) / (k * (k - 1)) >= Math.abs(value) - 1e-10) exceed++;
  }
  expect(p * 100_000 - 1).toBeCloseTo(exceed, 6);
});
