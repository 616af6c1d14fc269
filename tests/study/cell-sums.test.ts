import fc from "fast-check";
import { expect, test } from "vitest";
import { cellOfSums } from "../../src/study/cell-of-sums.ts";
import { cellSums } from "../../src/study/cell-sums.ts";
import { nllBillionths } from "../../src/study/nll-billionths.ts";
import type { CellItems } from "../../src/study/study.ts";

type Row = readonly [q: number, y: number];
const itemsOf = (rows: readonly Row[]): CellItems => ({
  item: Uint32Array.from(rows.keys()),
  correct: Uint8Array.from(rows, ([, y]) => y),
  confidence: Int32Array.from(rows, ([q]) => q),
  correctProb: Int32Array.from(rows, ([q]) => q >> 1),
  optionMass: null,
  picked: null,
  logprobs: null,
});
const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 0, max: 1 })), { minLength: 1 });
const IDS = { mixture: "m", scale: "s", seed: 1, stage: "t", benchmark: "b" };

test("cellSums of items are what whole numbers of any size say", () => {
  fc.assert(
    fc.property(rows, (all) => {
      const sums = cellSums(itemsOf(all));
      const squares = all.map(([q, y]) => (BigInt(q) - 1_000_000_000n * BigInt(y)) ** 2n);
      expect(sums.squaredError).toBe(squares.reduce((total, square) => total + square, 0n));
      expect(sums.confidence).toBe(all.reduce((total, [q]) => total + BigInt(q), 0n));
      expect(sums.right).toBe(all.filter(([, y]) => y === 1).length);
    }),
  );
});

test("cellOfSums(cellSums(items)) does not depend on the order of the items", () => {
  fc.assert(
    fc.property(rows, (all) => {
      const cell = cellOfSums(IDS, cellSums(itemsOf(all)));
      expect(cellOfSums(IDS, cellSums(itemsOf(all.toReversed())))).toEqual(cell);
      const brier = all.reduce((total, [q, y]) => total + (q / 1e9 - y) ** 2, 0) / all.length;
      expect(cell.brier).toBeCloseTo(brier, 12);
    }),
  );
});

test("nllBillionths(p) is −ln p to half a unit, and that of 10⁻¹⁵ for nothing", () => {
  expect([0, 1e9, 5e8].map(nllBillionths)).toEqual([34538776395, 0, 693147181]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e9 }), (p) => {
      expect(Math.abs(nllBillionths(p) / 1e9 + Math.log(p / 1e9))).toBeLessThanOrEqual(5.1e-10);
    }),
  );
});
