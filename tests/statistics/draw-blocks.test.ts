import { expect, test } from "vitest";
import { clusterDraws } from "../../src/statistics/cluster-draws.ts";
import { drawBlocks } from "../../src/statistics/draw-blocks.ts";

test("drawBlocks lays four replicates side by side; the last block is filled with nothing", () => {
  const draws = clusterDraws({ key: "items/b", clusters: 3, replicates: 6 });
  const blocks = drawBlocks(draws);
  expect(blocks).toHaveLength(2 * 3 * 4);
  for (let r = 0; r < 8; r++)
    for (let c = 0; c < 3; c++) {
      const count = r < 6 ? draws.counts[r * 3 + c] : 0;
      expect(blocks[Math.floor(r / 4) * 12 + c * 4 + (r % 4)]).toBe(count);
    }
  expect(drawBlocks(draws)).toBe(blocks);
});
